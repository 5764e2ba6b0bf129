import { z } from 'zod';

/** What HTTP lets into a field: printable ASCII. The longest one any known agent sends is well under 1 kB. */
const fieldMax = 4_096;
const printable = /^[\x20-\x7e]+$/;
const notPrintable = 'must be printable ASCII';

/**
 * A visitor's own signature (RFC 9421, tag `web-bot-auth`), as the site's server received it: the header fields byte for
 * byte, and so much of the request as it may cover. Sent only when the request carried `Signature-Input`.
 */
export const webBotAuthSchema = z.strictObject({
  /** The host visitors reach the site under, with its port unless it is 443. */
  authority: z
    .string()
    .max(261)
    .regex(/^[A-Za-z0-9.:[\]_-]+$/, 'must be a host, and a port if need be'),
  signature: z.string().max(fieldMax).regex(printable, notPrintable),
  signature_input: z.string().max(fieldMax).regex(printable, notPrintable),
  signature_agent: z.string().max(2_048).regex(printable, notPrintable).optional(),
  /** Where the signature covers `@method`. */
  method: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,32}$/, 'must be an HTTP method')
    .optional(),
  /** With its query, and only where the signature covers it: `@path`, `@query` or `@target-uri`. */
  path: z
    .string()
    .max(2_048)
    .regex(/^\/[\x21-\x22\x24-\x7e]*$/, 'must be a path, as received')
    .optional(),
});
export type WebBotAuth = Readonly<z.infer<typeof webBotAuthSchema>>;
