import { ExpressionFault } from './expression-fault.ts';

const escapes = /\\(.)/gsu;

/** PostgreSQL stores no NUL and no half of a pair, and nothing a request holds has a control character. */
const refused = /[\p{Cc}\p{Cs}]/u;

/** The text between the quotes of a token that starts at the column. Throws an ExpressionFault pointing inside. */
export function readString(token: string, column: number): string {
  const bad = refused.exec(token);
  if (bad !== null) {
    const code = bad[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new ExpressionFault(
      column + bad.index,
      `Character U+${code} in a string`,
      'It is not allowed there.',
    );
  }
  return token.slice(1, -1).replace(escapes, (pair: string, escaped: string, offset: number) => {
    if (escaped !== '"' && escaped !== '\\')
      throw new ExpressionFault(
        column + 1 + offset,
        `Unknown escape ${pair}`,
        'Only \\" and \\\\ can be escaped.',
      );
    return escaped;
  });
}

/** The shortest literal that reads as the text. */
export const printString = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const decimal = /^-?\d+(?:\.\d+)?$/;

/** The number a token spells. Throws an ExpressionFault for other spellings and for what a double cannot hold exactly. */
export function readNumber(token: string, column: number): number {
  if (!decimal.test(token))
    throw new ExpressionFault(column, `Malformed number ${token.slice(0, 40)}`, 'Write 30, -1 or 0.25.');
  const value = Number(token);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new ExpressionFault(column, `Number ${token.slice(0, 40)} is too large`);
  // Minus zero is zero.
  return value + 0;
}

/** The number without an exponent, which the grammar does not know. */
export function printNumber(value: number): string {
  const [mantissa = '', exponent] = `${value}`.split('e-');
  if (exponent === undefined) return mantissa;
  const digits = mantissa.replace(/[-.]/g, '');
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(Number(exponent) - 1)}${digits}`;
}
