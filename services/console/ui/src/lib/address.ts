/** The address of a list as a file, with the filter that is shown. */
export function fileOf(path: string, filter: object): string {
  const query = new URLSearchParams({ format: 'csv' });
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value));
  return `${path}?${query}`;
}
