import type { ScoredSession } from '@botect/contracts';
import type { Comparison, Node } from './expression.ts';
import type { RequestContext } from './subject.ts';

/** What a subject is, before the code under test prepared it. */
export interface RawSubject {
  readonly session: ScoredSession;
  readonly context: RequestContext;
  /** The address as eight groups, IPv4 as two. */
  readonly groups: readonly number[] | null;
}

/** Field values by plain lookup; addresses as strings of bits. */
function valueFor(field: string, { session, context, groups }: RawSubject): unknown {
  const { behavioral } = session;
  const low = session.score < 30 ? 'likely_automated' : 'likely_human';
  const band = session.score === 0 ? 'not_computed' : session.score === 1 ? 'definite' : low;
  const values: Record<string, unknown> = {
    score: session.score,
    band: session.verifiedCategory === null ? band : 'verified',
    verified_bot: session.verifiedCategory !== null,
    verified_bot_category: session.verifiedCategory,
    detection_ids: session.detectionIds,
    'js_detection.passed': session.jsPassed,
    static_resource: context.path?.endsWith('.css') === true,
    'behavioral.mouse_entropy': behavioral.mouseEntropy,
    'behavioral.scroll_velocity': behavioral.scrollVelocity,
    'behavioral.visibility_changes': behavioral.visibilityChanges,
    'behavioral.first_input_delay_ms': behavioral.firstInputDelayMs,
    'behavioral.time_to_first_input_ms': behavioral.timeToFirstInputMs,
    path: context.path,
    ip: groups === null ? null : bitsOf(groups),
    country: context.country?.toUpperCase() ?? null,
    ua: context.ua,
    logged_in: context.loggedIn === null ? session.loggedIn : context.loggedIn,
  };
  return values[field];
}

const bitsOf = (groups: readonly number[]) =>
  groups.map((group) => group.toString(2).padStart(16, '0')).join('');

/** The bits an address or block begins with, read by the platform's own URL parser rather than ours. */
export function prefixOf(text: string): { readonly family: number; readonly prefix: string } {
  const [address = '', length] = text.split('/');
  const isLong = address.includes(':');
  const host = new URL(`http://${isLong ? `[${address}]` : address}/`).hostname;
  const parts = isLong ? expand(host.slice(1, -1)) : host.split('.').map(Number);
  const bits = parts.map((part) => part.toString(2).padStart(isLong ? 16 : 8, '0')).join('');
  const cut = length === undefined ? bits.length : Number(length);
  const mapped = isLong && bits.startsWith(`${'0'.repeat(80)}${'1'.repeat(16)}`);
  return { family: isLong && !mapped ? 128 : 32, prefix: mapped ? bits.slice(96, cut) : bits.slice(0, cut) };
}

function expand(text: string): number[] {
  const [head = '', tail] = text.split('::').map((side) => side.split(':').filter(Boolean));
  const missing = 8 - head.length - (tail?.length ?? 0);
  return [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])].map((group) =>
    Number.parseInt(group, 16),
  );
}

/** Whether the expression holds, by the words of the documentation and nothing clever. */
export function holdsNaively(node: Node, raw: RawSubject): boolean {
  if (node.kind === 'not') return !holdsNaively(node.of, raw);
  if (node.kind === 'and') return node.of.every((part) => holdsNaively(part, raw));
  if (node.kind === 'or') return node.of.some((part) => holdsNaively(part, raw));
  return comparisonHolds(node as Comparison, raw);
}

function comparisonHolds(node: Comparison, raw: RawSubject): boolean {
  const value = valueFor(node.field, raw);
  const literals = Array.isArray(node.value) ? node.value : [node.value];
  const is = literals.some((literal) => equal(node.field, value, literal));
  if (node.operator === '==' || node.operator === 'in') return is;
  if (node.operator === '!=' || node.operator === 'not in') return !is;
  if (value === null) return false;
  const difference = Number(value) - Number(node.value);
  if (difference === 0) return node.operator.endsWith('=');
  return difference < 0 === node.operator.startsWith('<');
}

function equal(field: string, value: unknown, literal: unknown): boolean {
  if (value === null || literal === null) return value === literal;
  if (field === 'detection_ids') return (value as number[]).includes(literal as number);
  if (field === 'country') return value === `${literal}`.toUpperCase();
  if (field !== 'ip') return value === literal;
  const { family, prefix } = prefixOf(`${literal}`);
  return `${value}`.length === family && `${value}`.startsWith(prefix);
}
