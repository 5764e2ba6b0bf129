import type { Prisma } from '@botect/database';

/** A connection of its own, or one transaction: the stores do not mind which. */
export type Queries = Prisma.TransactionClient;
