import { type Dictionary, isInnerList, type Parameters, parseDictionary } from 'structured-headers';
import { HTTP_MESSAGE_SIGNATURE_TAG } from 'web-bot-auth';
import { type Doubt, invalid, isDoubt, type SignedRequest, unverified } from './signed-request.ts';

/** One covered component; `key` names the member of a dictionary field. */
export interface Covered {
  readonly name: string;
  readonly key: string | null;
}

export interface SignatureClaim {
  readonly label: string;
  readonly covered: readonly Covered[];
  readonly keyId: string;
  readonly algorithm: string | null;
  readonly nonce: string | null;
  /** Seconds since 1970. */
  readonly created: number;
  readonly expires: number;
}

/** More headers than any agent sends; what is longer is not read. */
const headerMax = 4_096;
/** Signatures of one request that are looked at: the agent's, its browser's, and room for two more. */
const signaturesMax = 4;
/** Base64url of a SHA-256 thumbprint (RFC 7638). */
const thumbprint = /^[A-Za-z0-9_-]{43}$/;

/** What the request's Web Bot Auth signatures say of themselves, each a claim or what is wrong with it. Never empty. */
export function readSignatures(request: SignedRequest): readonly (SignatureClaim | Doubt)[] {
  const { signature, signatureInput } = request;
  if (signature === '' && signatureInput === '') return [unverified('unsigned')];
  if (signature.length > headerMax || signatureInput.length > headerMax) return [invalid('unreadable')];
  let inputs: Dictionary;
  try {
    inputs = parseDictionary(signatureInput);
  } catch {
    // Some other scheme's damaged signature is not this scheme's business.
    const meant = signatureInput.includes(HTTP_MESSAGE_SIGNATURE_TAG);
    return [meant ? invalid('unreadable') : unverified('unsigned')];
  }
  const tagged = [...inputs].filter(([, member]) => member[1].get('tag') === HTTP_MESSAGE_SIGNATURE_TAG);
  if (tagged.length === 0) return [unverified('unsigned')];
  return tagged.slice(0, signaturesMax).map(([label, member]) => {
    const covered = isInnerList(member) ? coveredBy(member[0]) : null;
    const parameters = readParameters(member[1]);
    if (covered === null || isDoubt(parameters))
      return invalid(covered === null ? 'unreadable' : 'parameters');
    return { label, covered, ...parameters };
  });
}

function coveredBy(items: readonly (readonly [unknown, Parameters])[]): readonly Covered[] | null {
  const covered = items.flatMap(([name, parameters]) => {
    const key = parameters.get('key') ?? null;
    return typeof name === 'string' && (key === null || typeof key === 'string') ? [{ name, key }] : [];
  });
  return covered.length === items.length ? covered : null;
}

function readParameters(given: Parameters): Omit<SignatureClaim, 'label' | 'covered'> | Doubt {
  const [created, expires, keyId] = [given.get('created'), given.get('expires'), given.get('keyid')];
  const [nonce = null, algorithm = null] = [given.get('nonce'), given.get('alg')];
  const complete =
    isTime(created) && isTime(expires) && isText(keyId) && thumbprint.test(keyId) && isTextOrNone(nonce);
  if (!complete || !isTextOrNone(algorithm)) return invalid('parameters');
  return { created, expires, keyId, nonce, algorithm };
}

const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNone = (value: unknown): value is string | null => value === null || isText(value);
