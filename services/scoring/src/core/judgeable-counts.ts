import type { Counts, WindowCounts } from '@botect/contracts';
import type { DeclaredAgent } from './declared-agent.ts';
import { sumOf } from './window-term.ts';

/**
 * The counts without what honest circumstances explain: a measure that cannot be judged here is one that was not seen.
 *
 * - Browsers that round their clock to drawn frames or more (privacy settings) measure no press and no key.
 * - Keys of a screen go down and up in one instant. Where fingers do the pointing, the keyboard is one.
 * - Screen readers press without moving, for no time, without force and in the middle of what they press (React Aria tells
 *   them by that); so does voice control that names its target.
 * - WebKit has reported no force for any mouse press (its bug 206216), Android's TalkBack reports none, so that force counts
 *   where Chromium on a desktop is named.
 * - macOS reports positions between pixels; Windows and most of Linux do not.
 */
export function judgeableCounts(counts: WindowCounts, declared: DeclaredAgent | null): WindowCounts {
  const { key, press, trust, ...others } = counts;
  const timed = !hasCoarseClock(counts);
  const pointed = press !== undefined && isPointed(press);
  return {
    ...others,
    ...(key && timed && !isHandheld(counts, declared) && { key }),
    ...(pointed && { press: timed ? press : { ...press, length_ms: noBins } }),
    ...(trust && { trust: judgeableTrust(trust, pointed ? declared : null, declared) }),
  };
}

const noBins: readonly number[] = [];

/** The browser script tells no delay as long as every reading of the clock was a multiple of 1/60 s. */
function hasCoarseClock({ delay, trust }: WindowCounts): boolean {
  return delay !== undefined && trust !== undefined && trust.events > 0 && delay.events === 0;
}

function isHandheld({ touch, press }: WindowCounts, declared: DeclaredAgent | null): boolean {
  if (declared?.system === 'android' || declared?.system === 'ios') return true;
  const fingers = touch === undefined ? 0 : touch.taps + touch.swipes;
  return fingers > 0 && fingers >= (press?.presses ?? 0);
}

/** A quarter of the presses follow a move; the others may be repeated in place. */
function isPointed({ presses, moves_before }: Counts<'press'>): boolean {
  return 4 * sumOf(moves_before.slice(1)) >= presses;
}

const noForce = { mouse_presses: 0, weightless_presses: 0 };
const noPixels = { whole_moves: 0, fractional_moves: 0 };

function judgeableTrust(
  trust: Counts<'trust'>,
  presser: DeclaredAgent | null,
  mover: DeclaredAgent | null,
): Counts<'trust'> {
  const tellsForce = presser?.engine === 'blink' && presser.system !== 'android';
  const tellsPixels = mover?.system === 'windows' || mover?.system === 'linux';
  return { ...trust, ...(!tellsForce && noForce), ...(!tellsPixels && noPixels) };
}
