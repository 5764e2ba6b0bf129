import { type Item, isInnerList, parseDictionary, parseItem } from 'structured-headers';
import { HTTP_MESSAGE_SIGNATURES_DIRECTORY } from 'web-bot-auth';
import type { SignatureClaim } from './read-signatures.ts';
import { type Doubt, invalid, isDoubt, unverified } from './signed-request.ts';

/** Where an agent says that its keys are. */
export interface AgentDirectory {
  /** Host of the directory, and port unless it is 443: the name an agent goes by. */
  readonly host: string;
  readonly url: string;
}

const field = 'signature-agent';
const headerMax = 2_048;

/** The directory that this one signature vouches for: only what it covers counts as its own words. */
export function signatureAgent(header: string, claim: SignatureClaim): AgentDirectory | Doubt {
  if (header.trim() === '') return unverified('agent_absent');
  if (header.length > headerMax) return invalid('agent_unreadable');
  const covered = claim.covered.filter(({ name }) => name === field);
  if (covered.length === 0) return invalid('agent_not_covered');
  try {
    // Old senders give a bare string; a dictionary never begins with a quotation mark.
    const member = header.trimStart().startsWith('"')
      ? bareString(header, covered)
      : chosenMember(header, covered, claim.label);
    return isDoubt(member) ? member : directoryOf(member);
  } catch {
    return invalid('agent_unreadable');
  }
}

type Covered = SignatureClaim['covered'];

function bareString(header: string, covered: Covered): Item | Doubt {
  return covered.some(({ key }) => key === null) ? parseItem(header) : invalid('agent_not_covered');
}

/**
 * The covered member; of several the one named like the signature. Not always that one: an intermediary may rename a
 * signature, but not the member that it covers.
 */
function chosenMember(header: string, covered: Covered, label: string): Item | Doubt {
  const members = parseDictionary(header);
  const names = covered.some(({ key }) => key === null)
    ? [...members.keys()]
    : covered.flatMap(({ key }) => key ?? []);
  const [only = label] = names;
  const member = members.get(names.length === 1 ? only : label);
  if (member === undefined || (names.length > 1 && !names.includes(label)))
    return invalid('agent_not_covered');
  return isInnerList(member) ? invalid('agent_unreadable') : member;
}

/** An origin stands for the well-known place on it; that place itself may be spelt out. Nothing else is asked. */
function directoryOf([value, parameters]: Item): AgentDirectory | Doubt {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null) return invalid('agent_unreadable');
  if (url.protocol !== 'https:') return invalid('agent_not_https');
  const plain = parameters.size === 0 && url.username + url.password + url.search + url.hash === '';
  const place = url.pathname === '/' || url.pathname === HTTP_MESSAGE_SIGNATURES_DIRECTORY;
  if (!plain || !place) return unverified('agent_elsewhere');
  return { host: url.host, url: `${url.origin}${HTTP_MESSAGE_SIGNATURES_DIRECTORY}` };
}
