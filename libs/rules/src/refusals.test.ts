import { describe, expect, test } from '@jest/globals';
import { refusalOf } from './rules.fixture.ts';

const numeric = 'Allowed: ==, !=, <, <=, >, >=.';
const listed = 'Allowed: ==, !=, in, not in.';

/** Source, column, what is said before the place, what is said after it. */
const refusals: readonly (readonly [string, number, string, string?])[] = [
  ['', 1, 'Expected a field, found end'],
  ['   ', 4, 'Expected a field, found end'],
  ['scor < 30', 1, 'Unknown field "scor"', 'Did you mean "score"?'],
  ['logged_in AND Score < 30', 15, 'Unknown field "Score"', 'Did you mean "score"?'],
  ['mouse_entropy < 1', 1, 'Unknown field "mouse_entropy"', 'Did you mean "behavioral.mouse_entropy"?'],
  ['session_token == "x"', 1, 'Unknown field "session_token"'],
  ['ja4 == "x"', 1, 'Unknown field "ja4"'],
  ['constructor == 1', 1, 'Unknown field "constructor"'],
  [`${'x'.repeat(50)} == 1`, 1, `Unknown field "${'x'.repeat(40)}…"`],
  ['30 > score', 1, 'Expected a field, found "30"'],
  ['"/login" == path', 1, 'Expected a field, found "/login"'],
  ['true', 1, 'Expected a field, found "true"'],
  ['logged_in AND', 14, 'Expected a field, found end'],
  ['OR logged_in', 1, 'Expected a field, found "OR"'],
  ['score', 6, 'Expected an operator after score, found end', numeric],
  ['score 30', 7, 'Expected an operator after score, found "30"', numeric],
  ['path "=="', 6, 'Expected an operator after path, found "=="', listed],
  ['ip not ["::1"]', 4, 'Expected an operator after ip, found "not"', listed],
  ['score = 30', 7, 'Unknown operator "="', 'Did you mean "=="?'],
  ['score <> 30', 7, 'Unknown operator "<>"', 'Did you mean "!="?'],
  ['score < 1 && logged_in', 11, 'Unknown operator "&&"', 'Did you mean AND?'],
  ['!logged_in', 1, 'Unknown operator "!"', 'Did you mean NOT?'],
  ['score in [1, 2]', 7, 'Operator "in" does not fit score', numeric],
  ['path < "/a"', 6, 'Operator "<" does not fit path', listed],
  ['logged_in in [true]', 11, 'Operator "in" does not fit logged_in', 'Allowed: ==, !=.'],
  ['detection_ids == 2001', 15, 'Operator "==" does not fit detection_ids', 'Allowed: in, not in.'],
  ['ip > "1.2.3.4"', 4, 'Operator ">" does not fit ip', listed],
  ['behavioral.mouse_entropy < null', 26, 'Operator "<" does not fit null', 'Allowed: ==, !=.'],
  ['score == null', 10, 'score is never null'],
  ['static_resource != null', 20, 'static_resource is never null'],
  ['score == "30"', 10, 'score takes a number, not "30"'],
  ['path == 3', 9, 'path takes a string, not 3'],
  ['verified_bot == 1', 17, 'verified_bot takes true or false, not 1'],
  ['path in ["/a", 1]', 16, 'path takes a string, not 1'],
  ['country in ["DE", null]', 19, 'country takes a string, not null'],
  ['detection_ids in [1.5]', 19, 'detection_ids takes whole numbers, not 1.5'],
  ['path in "/a"', 9, 'Operator "in" takes a list, not "/a"'],
  ['path == ["/a"]', 9, 'Operator "==" takes one value, not a list'],
  ['path in []', 9, 'Empty list'],
  ['path in ["/a",]', 15, 'Expected a value, found "]"'],
  ['path in ["/a" "/b"]', 15, 'Expected "," or "]" in a list, found "/b"'],
  ['path in ["/a"', 14, 'Expected "," or "]" in a list, found end'],
  ['path in [["/a"]]', 10, 'Expected a value, found "["'],
  [
    'score < path',
    9,
    'Expected a value, found "path"',
    'A field is compared with a value, never with another field.',
  ],
  ['path == login', 9, 'Expected a value, found "login"', 'Strings stand in double quotes.'],
  ["path == '/a'", 9, 'Unexpected character "\'"', 'Strings stand in double quotes.'],
  ['score < 1 % 2', 11, 'Unexpected character "%"'],
  ['score < 1;', 10, 'Unexpected character ";"'],
  ['path == "/a', 9, 'Unterminated string'],
  ['path == "a\\n"', 11, 'Unknown escape \\n', 'Only \\" and \\\\ can be escaped.'],
  ['path == "a\u0000"', 11, 'Character U+0000 in a string', 'It is not allowed there.'],
  ['path == "\ud800"', 10, 'Character U+D800 in a string', 'It is not allowed there.'],
  ['score < 1e3', 9, 'Malformed number 1e3', 'Write 30, -1 or 0.25.'],
  ['score < 5.', 9, 'Malformed number 5.', 'Write 30, -1 or 0.25.'],
  ['score < 9007199254740993', 9, 'Number 9007199254740993 is too large'],
  [
    'band == "bot"',
    9,
    '"bot" is no band',
    'One of: not_computed, definite, likely_automated, likely_human, verified, confident_automated.',
  ],
  ['ip == "1.2.3"', 7, '"1.2.3" is no address'],
  ['ip == "01.2.3.4"', 7, '"01.2.3.4" is no address'],
  ['ip == "10.0.0.0/8"', 7, '"10.0.0.0/8" is no address', 'Blocks stand in lists: ip in ["10.0.0.0/8"].'],
  ['ip in ["::1", "10.0.0.0/33"]', 15, '"10.0.0.0/33" is neither an address nor a CIDR block'],
  ['ip in ["fe80::1%eth0"]', 8, '"fe80::1%eth0" is neither an address nor a CIDR block'],
  ['(logged_in', 1, 'Unclosed "("'],
  ['logged_in)', 10, 'Unmatched ")"'],
  ['(logged_in score)', 12, 'Unexpected "score"', 'Expected AND, OR or ")".'],
  ['logged_in verified_bot', 11, 'Unexpected "verified_bot"', 'Expected AND, OR or the end.'],
  ['lower(path) == "/a"', 1, 'Unknown field "lower"'],
  [`${'NOT '.repeat(33)}logged_in`, 129, 'Parentheses and NOTs nested more than 32 deep'],
  ['('.repeat(2_000), 33, 'Parentheses and NOTs nested more than 32 deep'],
  ['('.repeat(10_000), 2_001, 'The expression is longer than 2000 characters'],
  [Array(200).fill('ua==""').join('or '), 1_792, 'More than 200 conditions, NOTs and groups'],
  [`detection_ids in [${Array(201).fill(1)}]`, 419, 'A list of more than 200 values'],
];

describe('a refused expression', () => {
  const rows = refusals.map((row) => [row[0].slice(0, 60), row] as const);
  test.each(rows)('%j says what is wrong and where', (_, [source, column, what, advice = '']) => {
    const message = `${what} at column ${column}.${advice && ` ${advice}`}`;
    expect(refusalOf(source)).toMatchObject({ name: 'ExpressionFault', column, message });
  });
});
