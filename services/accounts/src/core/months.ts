/** So many calendar months up to one like `2026-06`, newest first. */
export function lastMonths(month: string, count: number): string[] {
  const newest = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Array.from({ length: count }, (_, back) => {
    const index = newest - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}
