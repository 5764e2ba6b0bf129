import { ExpressionFault } from './expression-fault.ts';
import { expressionLimits } from './limits.ts';
import { readNumber, readString } from './literals.ts';
import { quote } from './quote.ts';

export interface Token {
  /** A keyword is a word in any case; `end` stands after the last one. */
  readonly kind: 'word' | 'symbol' | 'number' | 'string' | 'end';
  /** As it was written. */
  readonly text: string;
  /** Of a number or string. */
  readonly value: number | string | null;
  readonly column: number;
}

const space = /[ \t\r\n]*/y;
// A number takes everything that touches it, so that 1e3 and 0x1F are malformed rather than two tokens.
const shapes = [
  ['word', /[A-Za-z_][\w.]*/y],
  ['number', /-?\d[\w.]*/y],
  ['string', /"(?:[^"\\]|\\.)*"/sy],
  ['symbol', /[=!<>&|]+|[()[\],]/y],
] as const;

/** Cuts the source at its tokens, in one pass. Throws an ExpressionFault. */
export function tokensOf(source: string): readonly Token[] {
  const { charactersMax } = expressionLimits;
  if (source.length > charactersMax)
    throw new ExpressionFault(charactersMax + 1, `The expression is longer than ${charactersMax} characters`);
  const tokens: Token[] = [];
  for (let at = skip(source, 0); at < source.length; ) {
    const token = tokenAt(source, at);
    tokens.push(token);
    at = skip(source, at + token.text.length);
  }
  tokens.push({ kind: 'end', text: '', value: null, column: source.length + 1 });
  return tokens;
}

function skip(source: string, at: number): number {
  space.lastIndex = at;
  space.test(source);
  return space.lastIndex;
}

function tokenAt(source: string, at: number): Token {
  const column = at + 1;
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const text = shape.exec(source)?.[0];
    if (text === undefined) continue;
    if (kind === 'number') return { kind, text, value: readNumber(text, column), column };
    if (kind === 'string') return { kind, text, value: readString(text, column), column };
    if (kind === 'symbol') checkSymbol(text, column);
    return { kind, text, value: null, column };
  }
  throw unexpected(source.slice(at), column);
}

function unexpected(rest: string, column: number): ExpressionFault {
  if (rest.startsWith('"')) return new ExpressionFault(column, 'Unterminated string');
  const advice = rest.startsWith("'") ? 'Strings stand in double quotes.' : '';
  return new ExpressionFault(column, `Unexpected character ${quote([...rest].slice(0, 1).join(''))}`, advice);
}

const advices: Readonly<Record<string, string>> = {
  '=': 'Did you mean "=="?',
  '===': 'Did you mean "=="?',
  '<>': 'Did you mean "!="?',
  '!==': 'Did you mean "!="?',
  '=<': 'Did you mean "<="?',
  '=>': 'Did you mean ">="?',
  '&&': 'Did you mean AND?',
  '||': 'Did you mean OR?',
  '!': 'Did you mean NOT?',
};

const known = /^(?:[()[\],]|[=!<>]=|[<>])$/;

function checkSymbol(text: string, column: number): void {
  if (!known.test(text)) throw new ExpressionFault(column, `Unknown operator ${quote(text)}`, advices[text]);
}
