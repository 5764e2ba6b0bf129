const quotedMax = 40;

/** What an error says of a piece of the source: short, and without characters that a log or terminal acts on. */
export function quote(text: string): string {
  const shown = text.length > quotedMax ? `${text.slice(0, quotedMax)}…` : text;
  return `"${shown.toWellFormed().replace(/\p{C}/gu, '\ufffd')}"`;
}
