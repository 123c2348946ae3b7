const UNITS: readonly [limit: number, seconds: number, unit: string][] = [
  [3_600, 60, 'min'],
  [86_400, 3_600, 'h'],
  [Number.POSITIVE_INFINITY, 86_400, 'd'],
];

/** How long ago, or how long from now: "just now", "3 min ago", "in 2 h". */
export function ago(at: string | Date, now: number): string {
  const seconds = Math.round((now - new Date(at).getTime()) / 1_000);
  const size = Math.abs(seconds);
  if (size < 45) return 'just now';
  const found = UNITS.find(([limit]) => size < limit) ?? UNITS[UNITS.length - 1];
  const [, length, unit] = found as [number, number, string];
  const count = Math.max(1, Math.round(size / length));
  return seconds > 0 ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}

/** The moment itself, with its time zone. */
export function exact(at: string | Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(at));
}

/** About how long something still takes. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`;
}

/** How many of these moments are in each of the last hours, the oldest hour first. */
export function perHour(moments: readonly string[], hours: number, now: number): number[] {
  const counts = new Array<number>(hours).fill(0);
  for (const moment of moments) {
    const back = Math.floor((now - new Date(moment).getTime()) / 3_600_000);
    if (back >= 0 && back < hours) counts[hours - 1 - back] = (counts[hours - 1 - back] ?? 0) + 1;
  }
  return counts;
}
