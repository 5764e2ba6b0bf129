import type { PrismaClient } from '@botect/database';
import type { Clock } from '@botect/runtime';
import type { Ports, Stores } from '../ports/index.ts';
import { prismaAccountRules } from './account-rules.prisma.ts';
import { prismaAuditStore } from './audit-store.prisma.ts';
import { prismaClaimSiteName } from './claim-site-name.prisma.ts';
import { prismaCountRuleMatches } from './count-rule-matches.prisma.ts';
import { prismaCredentialStore } from './credential-store.prisma.ts';
import { prismaForgetExpired } from './forget-expired.prisma.ts';
import { prismaKeyStore } from './key-store.prisma.ts';
import { prismaListSites } from './list-sites.prisma.ts';
import { prismaNotePolicyChanges } from './note-policy-changes.prisma.ts';
import { prismaPeopleStores } from './people-store.prisma.ts';
import { prismaProjectStore } from './project-store.prisma.ts';
import type { Queries } from './queries.ts';
import { prismaRedeemSession } from './redeem-session.prisma.ts';
import { prismaRuleLists } from './rule-lists.prisma.ts';
import { prismaRuleStore } from './rule-store.prisma.ts';
import { prismaSettingsStore } from './settings-store.prisma.ts';
import { prismaSuggestionStore } from './suggestion-store.prisma.ts';
import { prismaSuspicions } from './suspicions.prisma.ts';

export function prismaStores(queries: Queries, now: Clock): Stores {
  return {
    projects: prismaProjectStore(queries),
    settings: prismaSettingsStore(queries),
    keys: prismaKeyStore(queries, now),
    credentials: prismaCredentialStore(queries),
    audit: prismaAuditStore(queries),
    people: prismaPeopleStores(queries),
    rules: prismaRuleStore(queries, now),
    ruleLists: prismaRuleLists(queries, now),
    countRuleMatches: prismaCountRuleMatches(queries),
    suggestions: prismaSuggestionStore(queries),
    suspicions: prismaSuspicions(queries),
    notePolicyChanges: prismaNotePolicyChanges(queries),
    forgetExpired: prismaForgetExpired(queries),
    redeem: prismaRedeemSession(queries),
    accountRules: prismaAccountRules(queries, now),
    sites: prismaListSites(queries),
    claimSiteName: prismaClaimSiteName(queries),
  };
}

/** Long enough for a queue of simultaneous writes to one thing, short of the ten seconds a statement may take. */
const patience = { maxWait: 5_000, timeout: 8_000 };

export function prismaTransact(prisma: PrismaClient, now: Clock): Ports['transact'] {
  return (work) => prisma.$transaction((inside) => work(prismaStores(inside, now)), patience);
}
