const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The largest multiple of 62 a byte can reach. Taking the bytes beyond too would favour the first eight digits. */
const unbiasedBelow = 248;

/** At most one digit a byte; each digit is as likely as any other when each byte is. */
export function base62Digits(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) if (byte < unbiasedBelow) digits += alphabet.charAt(byte % alphabet.length);
  return digits;
}
