/** What an installation starts with. The address is no mailbox: nobody is written to. */
export const firstAccount = {
  account: { name: 'My account', slug: 'my-account', isPersonal: false },
  user: { name: 'Owner', email: 'owner@localhost' },
  role: 'owner',
  tokenLabel: 'first start',
  projectName: 'My first site',
} as const;
