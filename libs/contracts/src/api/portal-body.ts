import { z } from 'zod';
import { type PermissionArea, permissionAreas } from './permissions.ts';

/** What every operation of the portal has in common. */
export const portal = { credential: 'account', surface: 'portal', method: 'POST' } as const;

/** Documented for every call, and without a meaning here: whose account it is, the key says. */
const ignored = z.strictObject({ token: z.unknown(), accountId: z.unknown() }).partial();

/** The body of a call in the portal. */
export const portalBody = <Shape extends z.ZodRawShape>(shape: Shape) => ignored.extend(shape);

/** A field the neighbouring product documents, that would do nothing here: refused by name, so that nobody relies on it. */
export const without = (what: string) => z.never(`is refused: ${what}`).optional();

export const portalSuccessSchema = z.object({ success: z.literal(true) });
export const portalStatusSchema = z.object({ status: z.string() });

/** Names by area, as the portal writes a set of permissions. */
export const permissionsByAreaSchema = z.partialRecord(
  z.enum(Object.keys(permissionAreas) as [PermissionArea, ...PermissionArea[]]),
  z.array(z.string()),
);

/** A call that takes nothing. */
export const portalEmptySchema = portalBody({});
