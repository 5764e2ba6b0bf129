import type { Route } from '@botect/http';
import type { Ports } from '../ports/index.ts';
import { accountRoutes } from './account/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { gateOf } from './gate/gate.ts';
import { keyRoutes } from './keys/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { portalRoutes } from './portal/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { projectRoutes } from './projects/routes.ts';
import { referenceRoutes } from './reference/routes.ts';
import { ruleRoutes } from './rules/routes.ts';
import { scoringRoutes } from './scoring/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { suggestionRoutes } from './suggestions/routes.ts';
import { trafficRoutes } from './traffic/routes.ts';
import { usageRoutes } from './usage/routes.ts';

/** Everything the control plane answers, area by area. */
export function everyRoute(ports: Ports): readonly Route[] {
  const gate = gateOf(ports);
  return [
    ...accountRoutes(gate),
    ...peopleRoutes(gate, ports),
    ...projectRoutes(gate, ports),
    ...scoringRoutes(gate, ports),
    ...keyRoutes(gate, ports),
    ...ruleRoutes(gate, ports),
    ...suggestionRoutes(gate, ports),
    ...sessionRoutes(gate, ports),
    ...privacyRoutes(gate, ports),
    ...trafficRoutes(gate, ports),
    ...usageRoutes(gate, ports),
    ...auditRoutes(gate, ports),
    ...portalRoutes(gate, ports),
    ...referenceRoutes(gate, ports),
  ];
}
