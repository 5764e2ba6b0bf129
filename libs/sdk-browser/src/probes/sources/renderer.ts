import type { Source } from '../detector.ts';

interface Canvas {
  getContext(kind: string): Gl | null;
}
interface Gl {
  getParameter(name: number): unknown;
  getExtension(name: string): unknown;
}

/** WebGL's number for the name of what draws, behind any mask. */
const unmaskedRenderer = 0x9246;

/** Who draws three-dimensional graphics; '' when nobody does. */
export const renderer: Source<string> = ({ document }) => {
  const gl = (document.createElement('canvas') as Canvas).getContext('webgl');
  gl?.getExtension('WEBGL_debug_renderer_info');
  return gl ? `${gl.getParameter(unmaskedRenderer)}` : '';
};
