import { availableParallelism } from 'node:os';

/** Tests run the TypeScript as written: swc strips types, nothing else is transformed. */
export default {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/.infra', '<rootDir>/.data'],
  globalSetup: '<rootDir>/libs/testkit/src/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testkit/src/global-teardown.ts',
  // With one worker Jest runs suites in its own process, where whatever a suite leaves open keeps the run from ending.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Real suites wait for elections and restarts, and the embedded database takes half a minute to start where memory is slow.
  testTimeout: 120_000,
};
