import { ExpressionFault } from './expression-fault.ts';
import { expressionLimits } from './limits.ts';
import { quote } from './quote.ts';
import type { Token } from './tokens.ts';

/** The tokens one after another, and how many nodes were made of them. */
export interface Reader {
  /** The next token, `ahead` further; at the end, the end. */
  peek(ahead?: number): Token;
  take(): Token;
  /** Throws an ExpressionFault at the next token when it would be one node too many. */
  countNode(): void;
}

export function readerOf(tokens: readonly Token[]): Reader {
  const { nodesMax } = expressionLimits;
  let at = 0;
  let nodes = 0;
  const peek = (ahead = 0) => tokens[Math.min(at + ahead, tokens.length - 1)] as Token;
  return {
    peek,
    take() {
      const token = peek();
      at += 1;
      return token;
    },
    countNode() {
      nodes += 1;
      if (nodes > nodesMax)
        throw new ExpressionFault(peek().column, `More than ${nodesMax} conditions, NOTs and groups`);
    },
  };
}

export const isKeyword = (token: Token, keyword: string): boolean =>
  token.kind === 'word' && token.text.toLowerCase() === keyword;

export const isSymbol = (token: Token, symbol: string): boolean =>
  token.kind === 'symbol' && token.text === symbol;

/** How an error names a token it did not expect. */
export const foundAt = ({ kind, text }: Token): string =>
  kind === 'end' ? 'end' : kind === 'string' ? quote(text.slice(1, -1)) : quote(text);
