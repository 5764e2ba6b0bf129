/** Passwords of twelve characters and more at the head of every list of leaked ones. */
const common = [
  // The one in the line to paste that signs up: whoever pastes it as it is would share it with everybody who did.
  'a sentence of your own',
  '123456789012',
  '1234567890123',
  'passwordpassword',
  'password1234',
  'password12345',
  'qwertyuiop12',
  'qwerty123456',
  'qwertyuiop[]',
  'iloveyou1234',
  'letmeinletmein',
  'changemechangeme',
  'administrator',
  'correcthorsebatterystaple',
];

/** Shorter names are found in many an honest sentence. */
const tellingLength = 4;

/** Why a password would be guessed; null when nothing speaks against it. Its length is the schema's to judge. */
export function passwordFault(password: string, email: string): string | null {
  const text = password.toLowerCase();
  const local = email.slice(0, email.lastIndexOf('@')).toLowerCase();
  if (local.length >= tellingLength && text.includes(local)) return 'must not contain your e-mail address';
  if (common.includes(text)) return 'is one of the first that are tried';
  return new Set(text).size < 4 ? 'must have more than three different characters' : null;
}
