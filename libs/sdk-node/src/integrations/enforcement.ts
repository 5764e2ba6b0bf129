import type { OpenVisit } from '../page/visit.ts';
import { type Measure, measureFor, type OnUnavailable } from '../verdict/outcome.ts';

/** How a route treats its visitors. */
export interface Enforcement<Challenge> {
  /** What happens when Botect is unreachable; the client's `onUnavailable` unless told. */
  readonly onUnavailable?: OnUnavailable;
  /** Shows your own challenge. Without it a visitor to be challenged passes. */
  readonly onChallenge?: Challenge;
}

/** What is to be done with this visit, within the budget of a verdict. Never rejects: a fault of the SDK lets pass. */
export async function measure(visit: OpenVisit, { onUnavailable }: Enforcement<unknown>): Promise<Measure> {
  const { settings, report } = visit.core;
  try {
    const found = measureFor(await visit.outcome(), onUnavailable ?? settings.onUnavailable);
    visit.degraded = found === 'degrade';
    return found;
  } catch (error) {
    report('internal', 'a verdict could not be applied', error);
    return 'pass';
  }
}

/** Asks the application to challenge. True: the visitor passes, as when there is no challenge or it throws. */
export async function passesChallenge(
  visit: OpenVisit,
  challenge: (() => unknown) | undefined,
): Promise<boolean> {
  if (challenge === undefined) return true;
  try {
    return (await challenge()) === true;
  } catch (error) {
    visit.core.report('callback', 'onChallenge threw', error);
    return true;
  }
}
