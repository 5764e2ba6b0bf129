import { bezierCubic } from './bezier/bezier-cubic.ts';
import { bezierDistorted } from './bezier/bezier-distorted.ts';
import { bezierQuadratic } from './bezier/bezier-quadratic.ts';
import { ghostCursor } from './bezier/ghost-cursor.ts';
import { pidChase } from './control/pid-chase.ts';
import { springChase } from './control/spring-chase.ts';
import { driverLoop } from './driver-loop/driver-loop.ts';
import type { Family } from './family.ts';
import { keysConstant, keysInstant, keysNormal, keysUniform } from './keys/keys.ts';
import { learnedChunks } from './learned/chunks.ts';
import { sigmaLognormal } from './lognormal/sigma-lognormal.ts';
import { minimumJerkPath } from './minimum-jerk/minimum-jerk.ts';
import { minimumJerkNoise } from './minimum-jerk/minimum-jerk-noise.ts';
import { submovements } from './minimum-jerk/submovements.ts';
import { humanLike } from './mixed/human-like.ts';
import { humanPathDriverClicks } from './mixed/human-path-driver-clicks.ts';
import { morphAffine } from './morph/morph-affine.ts';
import { morphBlend } from './morph/morph-blend.ts';
import { morphTimeWarp } from './morph/morph-time-warp.ts';
import { noiseFractal } from './noise/noise-fractal.ts';
import { noiseGaussian } from './noise/noise-gaussian.ts';
import { noiseOrnsteinUhlenbeck } from './noise/noise-ornstein-uhlenbeck.ts';
import { noisePerlin } from './noise/noise-perlin.ts';
import { noiseSmoothed } from './noise/noise-smoothed.ts';
import { autoregressive } from './optimised/autoregressive.ts';
import { powerLaw } from './optimised/power-law.ts';
import { replayExact } from './replay/replay-exact.ts';
import { replayJitter } from './replay/replay-jitter.ts';
import { scrollGlides, scrollJumps, scrollWheels } from './scroll/scrolls.ts';
import { catmullRom } from './spline/catmull-rom.ts';
import { playwrightSteps } from './straight/playwright-steps.ts';
import { straightConstant } from './straight/straight-constant.ts';
import { straightEased } from './straight/straight-eased.ts';
import { llmAgent } from './teleport/llm-agent.ts';
import { teleportClick } from './teleport/teleport-click.ts';
import { touchSwipes, touchTaps } from './touch/touches.ts';
import { circle } from './wander/circle.ts';
import { lissajous } from './wander/lissajous.ts';
import { randomWalk } from './wander/random-walk.ts';
import { sinusoidal } from './wander/sinusoidal.ts';
import { spiral } from './wander/spiral.ts';
import { windmouse } from './windmouse/windmouse.ts';

export type { Family } from './family.ts';

const paths: readonly Family[] = [
  straightConstant,
  straightEased,
  playwrightSteps,
  bezierQuadratic,
  bezierCubic,
  bezierDistorted,
  ghostCursor,
  windmouse,
  minimumJerkPath,
  minimumJerkNoise,
  submovements,
  sigmaLognormal,
  noiseGaussian,
  noiseOrnsteinUhlenbeck,
  noisePerlin,
  noiseFractal,
  noiseSmoothed,
  sinusoidal,
  randomWalk,
  circle,
  spiral,
  lissajous,
  driverLoop,
  catmullRom,
  springChase,
  pidChase,
  humanLike,
  powerLaw,
  autoregressive,
];

const borrowing: readonly Family[] = [
  morphAffine,
  morphTimeWarp,
  morphBlend,
  learnedChunks,
  replayExact,
  replayJitter,
  humanPathDriverClicks,
];

const pathless: readonly Family[] = [
  teleportClick,
  llmAgent,
  scrollJumps,
  scrollWheels,
  scrollGlides,
  keysInstant,
  keysConstant,
  keysUniform,
  keysNormal,
  touchTaps,
  touchSwipes,
];

/** Every family there is, in a fixed order. */
export const families: readonly Family[] = [...paths, ...borrowing, ...pathless];
