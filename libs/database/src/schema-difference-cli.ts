import { schemaDifference } from './schema-difference.ts';

/** `node libs/database/src/schema-difference-cli.ts`: after a change of schema.prisma, the first draft of its migration. */
const difference = await schemaDifference();
process.stdout.write(difference ?? 'schema.prisma and the migrations agree\n');
