import type { Secrets } from './visit.ts';

/** Everything that left the product, by where it went. */
export type Outputs = Readonly<Record<string, string>>;

/** Where a secret came out, as `secret → output: the text around it`. Whatever case it was written in. */
export function leaks(secrets: Secrets, outputs: Outputs): string[] {
  const found: string[] = [];
  for (const [name, text] of Object.entries(outputs)) {
    const searched = text.toLowerCase();
    for (const [where, secret] of secrets) {
      if (secret === '') throw new Error(`${where}: there is no secret to look for`);
      const at = searched.indexOf(secret.toLowerCase());
      if (at >= 0) found.push(`${where} → ${name}: ${text.slice(Math.max(0, at - 120), at + 60)}`);
    }
  }
  return found;
}
