import type { Source } from '../detector.ts';

interface Canvas {
  getContext(kind: string): Gl | null;
}
interface Gl {
  getParameter(name: number): unknown;
  getExtension(name: string): { loseContext?(): void } | null;
}

/** WebGL's number for the name of what draws, behind any mask. */
const unmaskedRenderer = 0x9246;

/** Who draws three-dimensional graphics; '' when nobody does. */
export const renderer: Source<string> = ({ document }) => {
  const gl = (document.createElement('canvas') as Canvas).getContext('webgl');
  if (!gl) return '';
  gl.getExtension('WEBGL_debug_renderer_info');
  const name = `${gl.getParameter(unmaskedRenderer)}`;
  // A page may have few at a time, and gets the warning when it has more.
  gl.getExtension('WEBGL_lose_context')?.loseContext?.();
  return name;
};
