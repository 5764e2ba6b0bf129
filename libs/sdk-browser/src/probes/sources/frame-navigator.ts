import type { Source } from '../detector.ts';
import type { ProbeWindow } from '../probe-window.ts';
import { navigatorText } from './navigator-text.ts';

interface Frame {
  hidden: boolean;
  readonly contentWindow: ProbeWindow;
  remove(): void;
}

/** What a fresh frame says of the browser. Empty, it loads nothing, so that no policy forbids it; it is gone before anything is drawn. */
export const frameNavigator: Source<string> = ({ document }) => {
  const frame = document.createElement('iframe') as Frame;
  frame.hidden = true;
  document.documentElement?.appendChild(frame);
  try {
    return navigatorText(frame.contentWindow) as string;
  } finally {
    frame.remove();
  }
};
