/** One import that a rule of dependency-rules.cjs has to report. */
export interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

const imports = (from: string) => `import { x } from '${from}';\nexport const y = x;\n`;
const importsType = (from: string) => `import type { T } from '${from}';\nexport type U = T;\n`;
const violation = (rule: string, file: string, text: string): Violation => ({ rule, file, text });

/** At least one for every rule; type-only imports where a rule must see those too. */
export const violations: readonly Violation[] = [
  violation('no-cycles', 'libs/bus/src/cycle-a.ts', importsType('./cycle-b.ts')),
  violation('resolvable', 'libs/bus/src/lost.ts', imports('./nowhere.ts')),
  violation('declared', 'libs/bus/src/undeclared.ts', imports('undeclared')),
  violation('nobody-imports-main', 'services/ingest/src/restart.ts', imports('./main.ts')),
  violation('tests-stay-tests', 'libs/bus/src/testing.ts', imports('@botect/testkit')),
  violation('contracts-and-rules-are-leaves', 'libs/contracts/src/log.ts', imports('pino')),
  violation('contracts-and-rules-are-leaves', 'libs/contracts/src/rule.ts', importsType('@botect/rules')),
  violation('contracts-and-rules-are-leaves', 'libs/rules/src/facts.ts', importsType('@botect/runtime')),
  violation('runtime-knows-no-transport', 'libs/runtime/src/serve.ts', importsType('@botect/http')),
  violation('runtime-knows-no-transport', 'libs/runtime/src/express.ts', imports('express')),
  violation('transports-do-not-know-each-other', 'libs/http/src/publish.ts', importsType('@botect/bus')),
  violation('transports-do-not-know-each-other', 'libs/cache/src/fill.ts', imports('@botect/database')),
  violation('policy-reads-through-memory', 'libs/policy/src/serve.ts', imports('@botect/http')),
  violation('outbound-stands-on-networks', 'libs/outbound/src/serve.ts', imports('@botect/http')),
  violation('server-sdk-stands-alone', 'libs/sdk-node/src/wire.ts', importsType('@botect/contracts')),
  violation('libs-know-no-product', 'libs/bus/src/product.ts', importsType('@botect/ingest')),
  violation(
    'a-lib-is-its-index',
    'services/ingest/src/handlers/deep.ts',
    imports('../../../../libs/bus/src/inside.ts'),
  ),
  violation('kafka-client-in-bus', 'services/ingest/src/adapters/direct.ts', imports('kafkajs')),
  violation('web-clients-in-outbound', 'services/ingest/src/adapters/asking.ts', imports('undici')),
  violation('redis-client-in-cache', 'libs/policy/src/direct.ts', importsType('ioredis')),
  violation('database-client-in-database', 'services/ingest/src/adapters/sql.ts', imports('pg')),
  violation('database-client-in-database', 'standalone/src/prisma.ts', importsType('@prisma/client')),
  violation('services-never-meet', 'services/ingest/src/handlers/peer.ts', importsType('@botect/verdict')),
  violation(
    'services-are-composed-by-wiring',
    'standalone/src/inside.ts',
    imports('../../services/ingest/src/handlers/peer.ts'),
  ),
  violation(
    'evaluate-judges-the-core',
    'evaluate/inside.ts',
    imports('../services/ingest/src/handlers/peer.ts'),
  ),
  violation(
    'services-know-no-composition',
    'services/ingest/src/handlers/all.ts',
    imports('../../../../standalone/src/inside.ts'),
  ),
  violation('core-is-pure', 'services/ingest/src/core/publish.ts', importsType('@botect/bus')),
  violation('core-is-pure', 'services/ingest/src/core/read.ts', imports('node:fs')),
  violation(
    'core-takes-types-from-contracts',
    'services/ingest/src/core/value.ts',
    imports('@botect/contracts'),
  ),
  violation(
    'rules-in-scoring-and-verdict',
    'services/ingest/src/core/rule.ts',
    imports('../../../../libs/rules/src/index.ts'),
  ),
  violation(
    'handlers-know-ports-only',
    'services/ingest/src/handlers/store.ts',
    imports('../adapters/sql.ts'),
  ),
  violation(
    'handlers-know-ports-only',
    'services/ingest/src/handlers/settings.ts',
    importsType('../config.ts'),
  ),
  violation(
    'adapters-know-no-handlers',
    'services/ingest/src/adapters/reply.ts',
    importsType('../handlers/store.ts'),
  ),
  violation('ports-are-types', 'services/ingest/src/ports.ts', imports('@botect/contracts')),
  violation('ports-are-types', 'services/ingest/src/ports/people.ts', imports('@botect/contracts')),
  violation('config-is-for-main', 'services/ingest/src/wiring.ts', imports('./config.ts')),
];

/** What the violations import, and what the rules must let pass. */
export const surroundings: Readonly<Record<string, string>> = {
  'libs/bus/src/cycle-b.ts': importsType('./cycle-a.ts'),
  'libs/bus/src/inside.ts': 'export const x = 1;\n',
  'services/ingest/src/main.ts': imports('./config.ts'),
  'services/ingest/src/config.ts': imports('zod'),
  'services/ingest/src/core/session.ts': importsType('@botect/contracts'),
  'services/ingest/src/core/session.test.ts': imports('@botect/contracts'),
  'services/ingest/src/handlers/accept.ts': importsType('../ports.ts') + imports('../core/session.ts'),
  'libs/bus/src/kafka-bus.ts': imports('kafkajs'),
  'libs/bus/src/kafka-bus.test.ts': imports('@botect/testkit'),
  'libs/rules/src/expression.ts': imports('@botect/contracts'),
  'standalone/src/compose.ts': imports('@botect/ingest'),
};
