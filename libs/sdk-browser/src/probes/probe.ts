import type { PageWindow } from '../browser.ts';
import { version } from '../version.ts';
import { asking, type Detector, detect } from './detector.ts';
import { contextsDisagree } from './detectors/contexts-disagree.ts';
import { debuggerAttached } from './detectors/debugger-attached.ts';
import { defaultViewport } from './detectors/default-viewport.ts';
import { driverGlobals } from './detectors/driver-globals.ts';
import { engineMismatch } from './detectors/engine-mismatch.ts';
import { headless } from './detectors/headless.ts';
import { headlessUa } from './detectors/headless-ua.ts';
import { missingPlugins } from './detectors/missing-plugins.ts';
import { navigatorAnomaly } from './detectors/navigator-anomaly.ts';
import { noFinePointer } from './detectors/no-fine-pointer.ts';
import { noWebgl } from './detectors/no-webgl.ts';
import { permissionContradiction } from './detectors/permission-contradiction.ts';
import { rewrittenFunctions } from './detectors/rewritten-functions.ts';
import { rewrittenWebdriverFlag } from './detectors/rewritten-webdriver-flag.ts';
import { softwareRendering } from './detectors/software-rendering.ts';
import { unknownTimeZone } from './detectors/unknown-time-zone.ts';
import { webdriver } from './detectors/webdriver.ts';
import { zeroViewport } from './detectors/zero-viewport.ts';
import type { ProbeWindow } from './probe-window.ts';
import { languages } from './sources/languages.ts';

/** Any of them fails the probe: no honest browser shows one. */
const decisive: Readonly<Record<string, Detector>> = {
  webdriver,
  headless,
  headless_ua: headlessUa,
  driver_globals: driverGlobals,
};

/** Weighed by the server, never alone: honest browsers show some of them. */
const telling: Readonly<Record<string, Detector>> = {
  rewritten_webdriver_flag: rewrittenWebdriverFlag,
  rewritten_functions: rewrittenFunctions,
  contexts_disagree: contextsDisagree,
  engine_mismatch: engineMismatch,
  permission_contradiction: permissionContradiction,
  navigator_anomaly: navigatorAnomaly,
  missing_plugins: missingPlugins,
  zero_viewport: zeroViewport,
  default_viewport: defaultViewport,
  no_fine_pointer: noFinePointer,
  software_rendering: softwareRendering,
  no_webgl: noWebgl,
  unknown_time_zone: unknownTimeZone,
};

/** Payload of a `js_probe` event. Null is unknown. */
export type Probed = Readonly<Record<string, boolean | string | readonly string[] | null>>;

/** What the page tells of the browser it runs in; `minimal` leaves out whatever could tell two honest browsers apart. */
export async function probe(window: PageWindow, minimal: boolean): Promise<Probed> {
  const ask = asking(window as ProbeWindow);
  const probed: Record<string, Probed[string]> = { collector_version: version, js_passed: true };
  for (const name in decisive) {
    probed[name] = await detect(decisive[name] as Detector, ask);
    if (probed[name]) probed['js_passed'] = false;
  }
  if (minimal) return probed;
  for (const name in telling) probed[name] = await detect(telling[name] as Detector, ask);
  // Whose browser says it is driven need not be asked: a driver's log would show the question.
  if (probed['js_passed']) probed['debugger_attached'] = await detect(debuggerAttached, ask);
  const seen = (await ask(languages)) as readonly string[] | undefined;
  return seen === undefined ? probed : { ...probed, languages: seen };
}
