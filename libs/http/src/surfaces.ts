import type { SurfaceName } from '@botect/contracts';
import type { Surface } from './answer.ts';
import { bare } from './surface.bare.ts';
import { envelope } from './surface.envelope.ts';
import { portal } from './surface.portal.ts';

export const surfaces: Readonly<Record<SurfaceName, Surface>> = { bare, envelope, portal };
