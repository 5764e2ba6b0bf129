import type { ProblemCode } from './problem-catalogue.ts';

/**
 * How answers look. `bare`: the answer is the thing asked for, an error is a `ProblemBody`. `envelope`: both come wrapped
 * in what was asked. `portal`: bare answers, errors by status and key.
 */
export type SurfaceName = 'bare' | 'envelope' | 'portal';

/** The surface of a path nobody serves: its prefix is all there is to tell by. */
export function surfaceOfPath(path: string): SurfaceName {
  return path.startsWith('/v2/') ? 'envelope' : 'bare';
}

const envelopeCodes: Readonly<Partial<Record<ProblemCode, string>>> = {
  INVALID_PAYLOAD: 'VALIDATION_ERROR',
  RATE_LIMITED: 'RATE_LIMIT_EXCEEDED',
};

/** The code of a problem in the envelope: its own, but for those that have other names there. */
export const envelopeCode = (code: ProblemCode): string => envelopeCodes[code] ?? code;

/** The stable, untranslated keys of the portal's errors. */
export type PortalKey =
  | 'API.FEATURE_NOT_ENABLED'
  | 'API.FORBIDDEN'
  | 'API.INSUFFICIENT_PERMISSIONS'
  | 'API.INVALID_AUTHORIZATION_HEADER'
  | 'API.INVALID_BODY'
  | 'API.INVALID_DOMAIN'
  | 'API.INVALID_SITE_KEY'
  | 'API.MISSING_AUTHORIZATION_HEADER'
  | 'API.MISSING_BODY'
  | 'API.MISSING_QUERY_PARAMETERS'
  | 'API.NO_CONTENT_TYPE_HEADER'
  | 'API.NO_PERMISSIONS'
  | 'API.PARSE_ERROR'
  | 'API.PROVIDER_VERIFY_FAILED'
  | 'API.SITE_KEY_NOT_REGISTERED'
  | 'API.TIMESTAMP_TOO_OLD'
  | 'API.UNKNOWN'
  | 'GENERAL.ACCOUNT_NOT_FOUND'
  | 'GENERAL.INVALID_SIGNATURE'
  | 'GENERAL.MISSING_SECRET_KEY'
  | 'GENERAL.SITE_KEY_NOT_FOUND'
  | 'PORTAL.API_KEYS_INVALID_NUMBER_OF_SITES'
  | 'PORTAL.API_KEYS_NOT_FOUND'
  | 'PORTAL.CANNOT_DEACTIVATE_LAST_SITE'
  | 'PORTAL.CANNOT_DELETE_LAST_USER'
  | 'PORTAL.CANNOT_DELETE_OWN_USER'
  | 'PORTAL.CANNOT_MODIFY_OWNER_USER'
  | 'PORTAL.CANNOT_MODIFY_USER'
  | 'PORTAL.DUPLICATE_SITE_NAME'
  | 'PORTAL.INVALID_SITE_NAME'
  | 'PORTAL.NO_SUGGESTIONS_FOUND'
  | 'PORTAL.USER_ALREADY_EXISTS';

/** What a problem is called in the portal unless whoever throws it knows better. */
export const portalKeys: Readonly<Record<ProblemCode, PortalKey>> = {
  UNAUTHENTICATED: 'API.INVALID_AUTHORIZATION_HEADER',
  NO_ACTIVE_SUBSCRIPTION: 'API.FORBIDDEN',
  FORBIDDEN: 'API.INSUFFICIENT_PERMISSIONS',
  OWNER_PROTECTED: 'PORTAL.CANNOT_MODIFY_OWNER_USER',
  OWN_USER: 'PORTAL.CANNOT_DELETE_OWN_USER',
  NOT_FOUND: 'GENERAL.SITE_KEY_NOT_FOUND',
  NO_SUGGESTIONS: 'PORTAL.NO_SUGGESTIONS_FOUND',
  UNKNOWN_SESSION: 'API.UNKNOWN',
  METHOD_NOT_ALLOWED: 'API.UNKNOWN',
  REQUEST_TIMEOUT: 'API.UNKNOWN',
  SCORING_NOT_ENABLED: 'API.FEATURE_NOT_ENABLED',
  LAST_ACTIVE_PROJECT: 'PORTAL.CANNOT_DEACTIVATE_LAST_SITE',
  DUPLICATE_NAME: 'PORTAL.DUPLICATE_SITE_NAME',
  USER_EXISTS: 'PORTAL.USER_ALREADY_EXISTS',
  LAST_USER: 'PORTAL.CANNOT_DELETE_LAST_USER',
  LIMIT_REACHED: 'API.UNKNOWN',
  PAYLOAD_TOO_LARGE: 'API.UNKNOWN',
  UNSUPPORTED_MEDIA_TYPE: 'API.NO_CONTENT_TYPE_HEADER',
  INVALID_PAYLOAD: 'API.INVALID_BODY',
  RATE_LIMITED: 'API.UNKNOWN',
  SERVICE_UNAVAILABLE: 'API.UNKNOWN',
  INTERNAL_ERROR: 'API.UNKNOWN',
};
