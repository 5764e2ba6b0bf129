/**
 * Who may import whom. Each rule's comment is the sentence of ARCHITECTURE.md it enforces. TypeScript 7 has no
 * compiler interface for JavaScript programs, so swc reads the imports, type-only ones included.
 */
const tests = '\\.(test|contract|fixture)\\.ts$';
const transports = '^libs/(http|bus|cache|database)/';
const kafkaClient = 'node_modules/(kafkajs|@platformatic/kafka)/';
const redisClient = 'node_modules/(ioredis|redis)/';
const generated = '^libs/database/src/generated/';
const databaseClient = `node_modules/(@prisma/[^/]+|prisma|pg|@electric-sql/pglite|pglite-prisma-adapter)/|${generated}`;
const webClients = 'node_modules/(undici|http-message-sig|web-bot-auth)/';
const webFramework = 'node_modules/(express|fastify)/';
const values = { dependencyTypesNot: ['type-only'] };

const everywhere = {
  'no-cycles': { comment: 'There are no cycles.', from: { pathNot: generated }, to: { circular: true } },
  resolvable: {
    comment: 'Every import leads somewhere: a rule cannot judge what it cannot find.',
    from: {},
    to: { couldNotResolve: true },
  },
  declared: {
    comment: 'A package is imported only where the nearest package.json declares it.',
    from: { pathNot: tests },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  'nobody-imports-main': { comment: 'Nobody imports main.', from: {}, to: { path: '(^|/)src/main\\.ts$' } },
  'tests-stay-tests': {
    comment: 'What runs in production does not import what exists for tests.',
    from: { path: '^(libs|services|standalone)/', pathNot: `^libs/testkit/|${tests}` },
    to: { path: `^libs/testkit/|${tests}|node_modules/(@jest|fast-check)/` },
  },
};

const betweenLibs = {
  'contracts-and-rules-are-leaves': {
    comment: 'libs/contracts imports zod at most, libs/rules contracts and zod.',
    from: { path: '^libs/(contracts|rules)/', pathNot: tests },
    to: { pathNot: '^libs/(contracts|$1)/|node_modules/zod/' },
  },
  'runtime-knows-no-transport': {
    comment: 'libs/runtime knows no transport.',
    from: { path: '^libs/runtime/', pathNot: tests },
    to: {
      path: `^libs/(?!runtime/|contracts/)|${kafkaClient}|${redisClient}|${databaseClient}|${webFramework}`,
    },
  },
  'transports-do-not-know-each-other': {
    comment: 'http, bus, cache and database do not know each other.',
    from: { path: transports, pathNot: tests },
    to: { path: '^libs/(?!$1/|contracts/|runtime/)' },
  },
  'policy-reads-through-memory': {
    comment: 'libs/policy imports contracts, rules, runtime, cache and database.',
    from: { path: '^libs/policy/', pathNot: tests },
    to: { path: '^libs/(?!policy/|contracts/|rules/|runtime/|cache/|database/)' },
  },
  'outbound-stands-on-networks': {
    comment: 'libs/outbound imports contracts, runtime and, for which addresses are public, networks.',
    from: { path: '^libs/outbound/', pathNot: tests },
    to: { path: '^libs/(?!outbound/|contracts/|runtime/|networks/)' },
  },
  'server-sdk-stands-alone': {
    comment: 'libs/sdk-node imports nothing but Node: whoever installs it installs nothing else.',
    from: { path: '^libs/sdk-node/', pathNot: tests },
    to: { pathNot: '^libs/sdk-node/', dependencyTypesNot: ['core'] },
  },
  'libs-know-no-product': {
    comment: 'libs never import services, nor what composes them.',
    from: { path: '^libs/' },
    to: { path: '^(services|standalone|e2e|bench|evaluate)/' },
  },
  'a-lib-is-its-index': {
    comment: 'A lib is imported by its name: its index is all it shows.',
    from: { path: '^(libs/[^/]+|services|standalone|e2e|bench|evaluate)/' },
    to: { path: '^libs/[^/]+/src/', pathNot: '^$1/|^libs/[^/]+/src/index\\.ts$' },
  },
};

// bench measures against the bare Kafka and Redis clients, so it may hold them too.
const clients = {
  'kafka-client-in-bus': {
    comment: 'Only libs/bus imports the Kafka client.',
    from: { path: '^(libs|services|standalone|e2e|evaluate|infra)/', pathNot: '^libs/bus/' },
    to: { path: kafkaClient },
  },
  'redis-client-in-cache': {
    comment: 'Only libs/cache imports the Redis client.',
    from: { path: '^(libs|services|standalone|e2e|evaluate|infra)/', pathNot: '^libs/cache/' },
    to: { path: redisClient },
  },
  'web-clients-in-outbound': {
    comment: 'Only libs/outbound asks other people’s servers.',
    from: { path: '^(libs|services|standalone|e2e|evaluate|infra)/', pathNot: '^libs/outbound/' },
    to: { path: webClients },
  },
  'database-client-in-database': {
    comment: 'Only libs/database imports Prisma.',
    from: { path: '^(libs|services|standalone|e2e|infra|bench|evaluate)/', pathNot: '^libs/database/' },
    to: { path: databaseClient },
  },
};

const betweenServices = {
  'services-never-meet': {
    comment: 'services import libs, never another service, not even a type. They meet in contracts.',
    from: { path: '^services/([^/]+)/' },
    to: { path: '^services/', pathNot: '^services/$1/' },
  },
  'services-are-composed-by-wiring': {
    comment: 'Only standalone imports services, their wiring alone.',
    from: { path: '^(standalone|e2e|bench|infra)/', pathNot: '^infra/checks/' },
    to: { path: '^services/', pathNot: '^services/[^/]+/src/wiring\\.ts$' },
  },
  'evaluate-judges-the-core': {
    comment:
      'evaluate imports of the services the core of scoring alone: it judges the very code that scores.',
    from: { path: '^evaluate/' },
    to: { path: '^services/', pathNot: '^services/scoring/src/core/index\\.ts$' },
  },
  'services-know-no-composition': {
    comment: 'services import libs, and nothing that composes or measures them.',
    from: { path: '^services/' },
    to: { path: '^(standalone|e2e|bench|evaluate|infra)/' },
  },
};

const insideServices = {
  'core-is-pure': {
    comment: 'core imports its own folder and types from contracts (scoring and verdict also libs/rules).',
    from: { path: '^services/([^/]+)/src/core/', pathNot: tests },
    to: { pathNot: '^services/$1/src/core/|^libs/(contracts|rules)/' },
  },
  'core-takes-types-from-contracts': {
    comment: 'core imports its own folder and types from contracts; values are handed to it as arguments.',
    from: { path: '^services/[^/]+/src/core/', pathNot: tests },
    to: { path: '^libs/contracts/', ...values },
  },
  'rules-in-scoring-and-verdict': {
    comment: 'core imports its own folder and types from contracts (scoring and verdict also libs/rules).',
    from: { path: '^services/(?!scoring/|verdict/)[^/]+/src/core/', pathNot: tests },
    to: { path: '^libs/rules/' },
  },
  'handlers-know-ports-only': {
    comment: 'handlers never import adapters or config.',
    from: { path: '^services/[^/]+/src/handlers/', pathNot: tests },
    to: { path: '^services/[^/]+/src/(adapters/|config\\.ts$)' },
  },
  'adapters-know-no-handlers': {
    comment: 'adapters never import handlers.',
    from: { path: '^services/[^/]+/src/adapters/' },
    to: { path: '^services/[^/]+/src/handlers/' },
  },
  'ports-are-types': {
    comment: 'ports are types only.',
    from: { path: '^services/[^/]+/src/ports(\\.ts$|/)' },
    to: values,
  },
  'config-is-for-main': {
    comment: 'config is read only by main.',
    from: {
      path: '^(services|standalone|e2e|bench|evaluate)/',
      pathNot: `^services/[^/]+/src/main\\.ts$|${tests}`,
    },
    to: { path: '^services/[^/]+/src/config\\.ts$', ...values },
  },
};

const rules = { ...everywhere, ...betweenLibs, ...clients, ...betweenServices, ...insideServices };

module.exports = {
  forbidden: Object.entries(rules).map(([name, rule]) => ({ name, severity: 'error', ...rule })),
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
