import { connectDemo, type DemoConnections } from './adapters/connect-demo.ts';
import { connectOperator, type OperatorConnections } from './adapters/connect-operator.ts';
import { type Connections, connectPorts } from './adapters/connect-ports.ts';
import { demoOf } from './handlers/demo/demo.ts';
import { firstStart } from './handlers/first-start.ts';
import { forgetExpired } from './handlers/forget-expired.ts';
import { operatorOf } from './handlers/operator/operator.ts';
import { everyRoute } from './handlers/routes.ts';
import { proposeRules } from './handlers/suggestions/propose-rules.ts';
import { tallySubscriptions } from './handlers/tallies/subscriptions.ts';

export interface AccountsConnections extends Connections {
  /** Becomes the first account's token; one is generated when absent. Without effect once there is an account. */
  readonly bootstrapToken?: string | undefined;
  /** How long entries of the audit are kept. */
  readonly auditDays: number;
}

/** Accounts: what it answers, consumes and does again and again, and what to do once before listening. */
export function accounts({ bootstrapToken, auditDays, ...connections }: AccountsConnections) {
  const ports = connectPorts(connections);
  return {
    routes: everyRoute(ports),
    subscriptions: tallySubscriptions(ports),
    jobs: [proposeRules(ports), forgetExpired(ports, auditDays)],
    bootstrap: firstStart(ports, bootstrapToken),
  };
}

/** For the command of whoever runs the server. */
export const operator = (connections: OperatorConnections) => operatorOf(connectOperator(connections));

/** For the page that shows a visitor their own score: opens it. */
export const demo = (connections: DemoConnections) => demoOf(connectDemo(connections))();
