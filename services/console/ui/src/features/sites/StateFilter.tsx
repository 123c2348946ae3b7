import { useQuery } from '@tanstack/react-query';
import { queries, type SiteFilter } from '@/api/queries';
import { FilterChips } from '@/components/FilterChips';
import { asParam, knownOf, toggled } from '@/lib/filters';
import { SITE_STATE, SITE_STATES } from '@/lib/words';

/** One or several states, each with the number of sites that the search leaves in it. */
export function StateFilter({ filter, onChange }: { filter: SiteFilter; onChange: (change: SiteFilter) => void }) {
  const chosen = knownOf(filter.state, SITE_STATES);
  const counts = useQuery({ ...queries.siteCounts(filter.q), placeholderData: old => old }).data;
  const all = counts ? SITE_STATES.reduce((sum, state) => sum + counts[state], 0) : undefined;
  const chips = SITE_STATES.filter(state => (counts?.[state] ?? 0) > 0 || chosen.includes(state)).map(state => ({
    id: state,
    name: SITE_STATE[state],
    count: counts?.[state],
    isOn: chosen.includes(state),
    onClick: () => onChange({ state: asParam(toggled(chosen, state)) }),
  }));
  return (
    <FilterChips
      label="Filter by state"
      chips={[
        {
          id: 'all',
          name: 'All',
          count: all,
          isOn: chosen.length === 0,
          onClick: () => onChange({ state: undefined }),
        },
        ...chips,
      ]}
    />
  );
}
