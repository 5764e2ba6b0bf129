import type { PageWindow, ScriptTag } from '../browser.ts';

/** What the page's owner wrote into the script's tag. */
export interface Settings {
  /** '' where a relay adds it. */
  readonly siteKey: string;
  /** Where events go; relative to the page, as written. */
  readonly endpoint: string;
  /** Nothing is stored and nothing outlives the page. */
  readonly minimal: boolean;
}

/** Null without a tag, or with one that names neither a site key nor an endpoint. */
export function settingsOf({ document }: PageWindow): Settings | null {
  const tag = document.querySelector('script[data-botect-sdk]') as ScriptTag | null;
  const siteKey = tag?.getAttribute('data-site-key') ?? '';
  const endpoint = tag?.getAttribute('data-endpoint');
  if (!tag || !(siteKey || endpoint)) return null;
  return {
    siteKey,
    endpoint: endpoint || new URL('/v1/events', tag.src).href,
    minimal: tag.getAttribute('data-mode') === 'minimal',
  };
}
