import type { QueryClient } from '@tanstack/react-query';
import { queries, type SiteFilter } from '@/api/queries';
import type { Site } from '@/api/types';
import { isSelected, type Selection } from '@/lib/selection';

/** As many as one request may name. */
export const CHOSEN_MAX = 2_000;

const CALL_SIZE = 500;

/**
 * The sites that are selected. Those selected one by one are known; for all that match, the list is read in full.
 */
export async function chosenSites(
  client: QueryClient,
  filter: SiteFilter,
  selection: Selection,
  known: ReadonlyMap<string, Site>,
): Promise<Site[]> {
  if (!selection.all) return [...selection.ids].map(id => known.get(id)).filter(site => site !== undefined);
  const chosen: Site[] = [];
  for (let page = 0, read = 0; chosen.length < CHOSEN_MAX; page++) {
    const { items, total } = await client.fetchQuery({ ...queries.sites(filter, page, CALL_SIZE), staleTime: 0 });
    chosen.push(...items.filter(site => isSelected(selection, site.siteUid)));
    read += items.length;
    if (items.length === 0 || read >= total) break;
  }
  return chosen.slice(0, CHOSEN_MAX);
}
