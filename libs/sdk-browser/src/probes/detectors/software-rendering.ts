import { detector } from '../detector.ts';
import { renderer } from '../sources/renderer.ts';

export const softwareRendering = detector([renderer], (name) =>
  /swiftshader|llvmpipe|softpipe|basic render/i.test(name),
);
