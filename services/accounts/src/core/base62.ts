const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The largest multiple of 62 a byte can reach. Taking the bytes beyond too would favour the first eight digits. */
const unbiasedBelow = 248;

/** At most one digit a byte; each digit is as likely as any other when each byte is. */
export function base62Digits(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) if (byte < unbiasedBelow) digits += alphabet.charAt(byte % alphabet.length);
  return digits;
}

/** A whole number in so many digits, the first ones zero where it is small. */
export function base62Number(value: number, length: number): string {
  let digits = '';
  for (let rest = value; digits.length < length; rest = Math.floor(rest / alphabet.length))
    digits = alphabet.charAt(rest % alphabet.length) + digits;
  return digits;
}
