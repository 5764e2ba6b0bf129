/** Attributes of the browser script's tag; JSX takes them as they are. */
export interface ScriptAttributes {
  readonly src: string;
  readonly async: true;
  readonly 'data-botect-sdk': '';
  readonly 'data-site-key': string;
  readonly 'data-endpoint': string;
  readonly nonce?: string;
}

/** The tag as HTML. */
export function scriptHtml(attributes: ScriptAttributes): string {
  const written = Object.entries(attributes).map(([name, value]) =>
    value === true || value === '' ? name : `${name}="${escaped(String(value))}"`,
  );
  return `<script ${written.join(' ')}></script>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/**
 * The page with the tag before the end of its head, else of its body; null when it has neither end, and so is no whole
 * page. Bytes elsewhere stay as they are, whatever encoding that extends ASCII they are in.
 */
export function withScript(page: Buffer, html: string): Buffer | null {
  const text = page.toString('latin1').toLowerCase();
  const head = text.indexOf('</head>');
  const at = head === -1 ? text.lastIndexOf('</body>') : head;
  if (at === -1) return null;
  return Buffer.concat([page.subarray(0, at), Buffer.from(html), page.subarray(at)]);
}
