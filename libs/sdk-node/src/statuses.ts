/** Every HTTP status the SDK answers with or tells apart. */
export const statuses = {
  ok: 200,
  accepted: 202,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  requestTimeout: 408,
  conflict: 409,
  payloadTooLarge: 413,
  unsupportedMediaType: 415,
  unprocessable: 422,
  tooEarly: 425,
  tooManyRequests: 429,
  internalError: 500,
  unavailable: 503,
} as const;

export function isSuccess(status: number): boolean {
  return status >= statuses.ok && status < 300;
}

/** Answers after which the same call may succeed later; everything else below 500 is final. */
export function isTransient(status: number): boolean {
  return (
    status >= statuses.internalError ||
    status === statuses.requestTimeout ||
    status === statuses.tooEarly ||
    status === statuses.tooManyRequests
  );
}
