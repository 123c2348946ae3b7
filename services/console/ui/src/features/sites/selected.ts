import type { SiteFilter } from '@/api/queries';
import type { PlanBody } from '@/api/types';
import type { Selection } from '@/lib/selection';

/** As many as the console looks at for one plan. */
export const PLANNED_MAX = 5_000;

type SelectionBody = PlanBody['selection'];
type States = NonNullable<NonNullable<SelectionBody['filter']>['states']>;

/** The selection as the console takes it: all that match are named by their filter, never one by one. */
export function selectionBody(filter: SiteFilter, selection: Selection): SelectionBody {
  if (!selection.all) return { siteUids: [...selection.ids] };
  return {
    all: true,
    filter: { q: filter.q ?? null, states: filter.state ? (filter.state.split(',') as States) : null },
    except: [...selection.ids],
  };
}
