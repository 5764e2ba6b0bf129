import type { Band } from '@botect/contracts';
import type { Tells } from './tells.ts';

/** What is asked of the product, and what was seen in the page that makes it possible. */
export interface Expectation {
  readonly attacker: string;
  /** The bands the verdict may end in. */
  readonly bands: readonly Band[];
  /** What gives this attacker away in the page, whatever the product makes of it. */
  readonly givenAwayBy: Partial<Record<Sign, boolean>>;
}

const bot: readonly Band[] = ['definite', 'likely_automated'];
const notABot: readonly Band[] = ['likely_human', 'not_computed'];
/** Told apart in some visits and not in others: docs/detection.md says how often. No promise is made. */
const eitherWay: readonly Band[] = [...bot, ...notABot];

/** Signs in the page, each with what people do instead. */
export const signs = {
  /** People press for 86 ms in the median, 19 times in 20 for 48 or longer (SapiMouse, 34,885 presses). */
  pressesTooShort: ({ pressMs }: Tells) => pressMs !== null && pressMs[1] < 25,
  /** People hold keys for 103 ms in the median; no typed sentence of 34,126 had a median below 15 (Aalto). */
  holdsTooShort: ({ holdMs }: Tells) => holdMs !== null && holdMs[1] < 15,
  /** A mouse that cannot feel presses with half the force there is (Pointer Events, `pressure`). */
  pressesWithoutForce: ({ pressures }: Tells) =>
    pressures.length > 0 && pressures.every((force) => force === 0),
  /** A mouse moves from pixel to pixel; a driver goes where its author's arithmetic ends. */
  movesBetweenPixels: ({ betweenPixelsShare }: Tells) => (betweenPixelsShare ?? 0) > 0.5,
  /** A notch of a wheel scrolls smoothly, over some ten frames; a driver's does so at once. */
  wheelsScrollAtOnce: ({ wheels, scrolls }: Tells) => wheels > 0 && scrolls < 2 * wheels,
  untrusted: ({ untrusted }: Tells) => untrusted > 0,
} as const;
export type Sign = keyof typeof signs;

const hands: Readonly<Record<Sign, boolean>> = {
  pressesTooShort: false,
  holdsTooShort: false,
  pressesWithoutForce: false,
  movesBetweenPixels: false,
  wheelsScrollAtOnce: false,
  untrusted: false,
};
const hasty = { ...hands, pressesTooShort: true, holdsTooShort: true };
const driven = { ...hasty, movesBetweenPixels: true, wheelsScrollAtOnce: true };
const forceless = { ...driven, pressesWithoutForce: true };

/** One row an attacker, in the order they are let loose. */
export const expectations: readonly Expectation[] = [
  { attacker: 'playwright-headless', bands: bot, givenAwayBy: driven },
  { attacker: 'playwright-headed', bands: bot, givenAwayBy: driven },
  { attacker: 'puppeteer-headless', bands: bot, givenAwayBy: forceless },
  { attacker: 'puppeteer-headed', bands: bot, givenAwayBy: forceless },
  { attacker: 'puppeteer-headed-hidden', bands: bot, givenAwayBy: forceless },
  { attacker: 'puppeteer-stealth', bands: bot, givenAwayBy: forceless },
  { attacker: 'selenium-headless', bands: bot, givenAwayBy: { ...forceless, movesBetweenPixels: false } },
  { attacker: 'patchright-headless', bands: bot, givenAwayBy: driven },
  { attacker: 'patchright-headed', bands: bot, givenAwayBy: driven },
  { attacker: 'ghost-cursor-live', bands: bot, givenAwayBy: forceless },
  {
    attacker: 'page-scripted',
    bands: bot,
    givenAwayBy: { ...forceless, pressesTooShort: false, holdsTooShort: false, untrusted: true },
  },
  { attacker: 'xdotool-straight', bands: bot, givenAwayBy: hasty },
  { attacker: 'xdotool-bezier', bands: eitherWay, givenAwayBy: hands },
  { attacker: 'clean-browser', bands: notABot, givenAwayBy: hands },
];

/** The pointer of a person, replayed by the devices of the desk: on first use nothing but its past gives it away. */
export const replay: Expectation = { attacker: 'xdotool-replay', bands: notABot, givenAwayBy: {} };
