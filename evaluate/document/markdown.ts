/** A table of Markdown; names come from files, so that what would break out of a cell is made harmless. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A share in per cent, small ones with one digit more; – where there is none. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(share < 0.1 && share > 0 ? 2 : 1)} %`;
}

function cell(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?').replaceAll(/[\\|<`]/g, '\\$&');
}
