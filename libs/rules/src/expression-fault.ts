/** What is wrong with an expression: the message names the culprit and the place; `column` counts characters from 1. */
export class ExpressionFault extends Error {
  readonly column: number;

  constructor(column: number, what: string, advice = '') {
    super(`${what} at column ${column}.${advice && ` ${advice}`}`);
    this.name = 'ExpressionFault';
    this.column = column;
  }
}
