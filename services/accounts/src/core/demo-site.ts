/**
 * The account the demo page belongs to. No name makes an address with a dot, so that nobody's own account is taken for it; it
 * has no people, so that nobody logs in to it.
 */
export const demoAccount = { name: 'Demo', slug: 'botect.demo' } as const;

export const demoProject = 'Demo page';

/** Enforcing, unlike a site's own first days: a visitor is to see every action. */
export const demoToggles = { blockDefinite: true, challengeLikely: true } as const;
