/**
 * Reads what Jest wrote of its runs. `node .ci/results.cjs again FIRST` prints the suites worth running once more by themselves,
 * none where there are too many to be chance; `node .ci/results.cjs count STATUS FIRST [AGAIN]` prints the count of all.
 */
const { existsSync, readFileSync } = require('node:fs');
const { relative } = require('node:path');

const suitesMax = 3;
const say = (line) => process.stdout.write(`${line}\n`);
const none = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };

function read(file) {
  if (file === undefined || !existsSync(file)) return null;
  // Empty when Jest never got as far as writing results; the status says so.
  const text = readFileSync(file, 'utf8');
  return text === '' ? null : JSON.parse(text);
}

const failedSuites = ({ testResults }) => testResults.filter(({ status }) => status === 'failed');
const failures = (results) => results.numFailedTests + results.numRuntimeErrorTestSuites;
const titles = (suites, status) =>
  suites.flatMap(({ assertionResults }) =>
    assertionResults.filter((test) => test.status === status).map(({ fullName }) => fullName),
  );

function again(first) {
  const suites = failedSuites(first);
  if (suites.length > suitesMax) return [];
  return suites.map(({ name }) => relative(process.cwd(), name));
}

function count(status, first, second) {
  // What was run again counts as it ended the second time.
  const retried = second === null ? [] : failedSuites(first);
  const passed = first.numPassedTests - titles(retried, 'passed').length + (second?.numPassedTests ?? 0);
  const failed = second === null ? failures(first) : failures(second);
  for (const title of titles(retried, 'failed')) say(`failed beside other suites: ${title}`);
  // A failure outside the tests, as a check's, must not read as "0 failed".
  say(`${passed} passed, ${status === 0 ? failed : Math.max(failed, 1)} failed`);
}

const [command, ...rest] = process.argv.slice(2);
if (command === 'again') for (const suite of again(read(rest[0]) ?? none)) say(suite);
else count(Number(rest[0]), read(rest[1]) ?? none, read(rest[2]));
