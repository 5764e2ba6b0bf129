import type { Action, Suggestion } from '@botect/contracts';
import type { Expiry, RuleDraft } from './rule.ts';

/** What recent traffic says of one network or user agent. */
export interface Suspect {
  readonly kind: Suggestion['kind'];
  /** The network as CIDR, or the user agent. */
  readonly subject: string;
  readonly sessions: number;
  readonly botSessions: number;
}

/** A suspect with the rule proposed against it. */
export interface ProposedRule extends Suspect {
  readonly expressionSource: string;
  readonly action: Action;
}

/** A project whose traffic may be worth a suggestion. */
export interface ObservedProject {
  readonly projectId: number;
  readonly accountId: number;
  readonly likelyBotThreshold: number;
}

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whom a suggestion is about: enough sessions to tell, nearly all of them bots. */
export const suspicion = { sessionsMin: 20, botShareMin: 0.9, suspectsMax: 20 } as const;

/** Challenged rather than blocked: a person among them still gets through. */
export const suggestedAction: Action = 'challenge';

/** Verified bots are left to what the owner decided about them. */
export function suggestedExpression({ kind, subject }: Pick<Suspect, 'kind' | 'subject'>): string {
  const text = `"${subject.replaceAll(/["\\]/g, '\\$&')}"`;
  return `${kind === 'network' ? `ip in [${text}]` : `ua == ${text}`} AND NOT verified_bot`;
}

/** Leaves room for the words around it in a rule's name, which has 120 characters. */
const subjectShownMax = 80;

/** A user agent may hold anything; a name is for reading. */
export function suggestedName({ kind, subject }: Pick<Suspect, 'kind' | 'subject'>): string {
  const readable = [...subject.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').trim()];
  const more = readable.length > subjectShownMax ? '…' : '';
  return `Suggested: ${kind} ${readable.slice(0, subjectShownMax).join('')}${more}`;
}

interface Application {
  readonly action: Action | undefined;
  readonly expiry: Expiry;
  readonly groupId: string;
}

/** The rule a suggestion becomes. */
export function suggestedRule(
  suggestion: Suggestion,
  parsed: object,
  { action = suggestion.action, expiry, groupId }: Application,
): RuleDraft {
  return {
    name: suggestedName(suggestion),
    expression: { source: suggestion.expression_source, parsed },
    action,
    isActive: true,
    isShadow: false,
    sortOrder: 0,
    groupId,
    expiry,
  };
}
