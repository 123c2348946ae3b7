/** Comma-separated values of a list, without those that are not known: a stale address is never an error. */
export function knownOf<T extends string>(given: unknown, allowed: readonly T[]): T[] {
  if (typeof given !== 'string') return [];
  const wanted = new Set(given.split(','));
  return allowed.filter(value => wanted.has(value));
}

/** The list as one parameter; undefined if it is empty, so that the address stays short. */
export function asParam(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}

/** With the value if it was absent, and without it if it was there. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter(each => each !== value) : [...values, value];
}

/** A short text from an address. */
export function textOf(given: unknown): string | undefined {
  return typeof given === 'string' && given.trim() !== '' ? given.slice(0, 200) : undefined;
}

/** The next order of a column: up, then down, then none. */
export function nextSort(current: string | undefined, column: string): string | undefined {
  if (current === column) return `-${column}`;
  return current === `-${column}` ? undefined : column;
}
