import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRows } from '@/api/pages';
import { type EventFilter, queries } from '@/api/queries';
import type { Event } from '@/api/types';
import { DataGrid } from '@/components/DataGrid';
import { FilterChips } from '@/components/FilterChips';
import { ListFrame } from '@/components/ListFrame';
import plain from '@/components/plain.module.css';
import { Empty } from '@/components/Said';
import { SavedViews } from '@/components/SavedViews';
import { fileOf } from '@/lib/address';
import { nextSort } from '@/lib/filters';
import { counted } from '@/lib/words';
import { isResolvable } from './bulk';
import { EVENT_COLUMNS, EventActions, EventLines } from './EventColumns';
import { EventSelectionBar } from './EventSelectionBar';
import { TypeFilter } from './TypeFilter';
import { inWords } from './view-words';

const route = getRouteApi('/events');
const OPEN = 'OPEN,RESOLVING';

/** Where Datto RMM, GravityZone and the links differ, until the difference no longer exists. */
export function EventsPage() {
  const filter = route.useSearch();
  const navigate = useNavigate();
  const { eventId } = useParams({ strict: false });
  const rows = useRows<Event>(page => queries.events({ ...filter, state: filter.state ?? OPEN }, page));
  const chosen = useChosen(JSON.stringify(filter), rows.rowAt);
  const types = useQuery(queries.eventTypes()).data ?? [];
  const canSelect = filter.type !== undefined && filter.state !== 'CLOSED';
  const sum = (of: 'open' | 'snoozed' | 'closed') => types.reduce((count, type) => count + type[of], 0);

  const narrow = (change: EventFilter) =>
    void navigate({ to: '.', search: (old: EventFilter) => ({ ...old, ...change }), replace: true });
  const open = (event: Event) =>
    void navigate({ to: '/events/$eventId', params: { eventId: event.id }, search: filter });
  const stateChip = (id: string, name: string, state: string | undefined, count: number) => ({
    id,
    name,
    count: types.length > 0 ? count : undefined,
    isOn: filter.state === state,
    onClick: () => narrow({ state }),
  });
  const assigneeChip = (id: string, name: string) => ({
    id,
    name,
    isOn: filter.assignee === id,
    onClick: () => narrow({ assignee: filter.assignee === id ? undefined : id }),
  });

  return (
    <>
      <ListFrame
        title="Events"
        search={{ label: 'Search events', value: filter.q ?? '', onChange: q => narrow({ q: q || undefined }) }}
        views={
          <SavedViews
            list="events"
            shown={{
              q: filter.q,
              state: filter.state,
              type: filter.type,
              assignee: filter.assignee,
              siteUid: filter.siteUid,
              sort: filter.sort,
            }}
            describe={search => inWords(search, types)}
            mayStart={eventId === undefined}
            onOpen={search => void navigate({ to: '/events', search, replace: true })}
          />
        }
        file={fileOf('/api/events', { ...filter, state: filter.state ?? OPEN })}
        filters={
          <>
            <FilterChips
              label="Filter by state"
              chips={[
                stateChip('open', 'Open', undefined, sum('open')),
                stateChip('snoozed', 'Snoozed', 'SNOOZED', sum('snoozed')),
                stateChip('closed', 'Closed', 'CLOSED', sum('closed')),
              ]}
            />
            <FilterChips
              label="Filter by person"
              chips={[assigneeChip('me', 'Mine'), assigneeChip('none', 'Unassigned')]}
            />
            <TypeFilter types={types} state={filter.state} value={filter.type} onChange={type => narrow({ type })} />
            {filter.siteUid ? <OneSite uid={filter.siteUid} onClear={() => narrow({ siteUid: undefined })} /> : null}
          </>
        }
        rows={rows}
      >
        <DataGrid<Event>
          label="Events"
          columns={EVENT_COLUMNS}
          total={rows.total}
          rowAt={rows.rowAt}
          idOf={event => event.id}
          rowHeight={52}
          compact={event => <EventLines event={event} />}
          onVisible={rows.onVisible}
          onOpen={open}
          sort={filter.sort}
          onSort={column => narrow({ sort: nextSort(filter.sort, column) })}
          openId={eventId}
          {...(canSelect
            ? {
                selection: chosen.selection,
                onSelect: chosen.select,
                onSelectAll: (all: boolean) => chosen.selectShown(all ? rows.total : 0),
              }
            : {})}
          bar={
            chosen.events.length > 0 ? (
              <EventSelectionBar events={chosen.events} onClear={() => chosen.selectShown(0)} />
            ) : undefined
          }
          actions={event => <EventActions event={event} onOpen={() => open(event)} />}
          foot={
            <>
              <span>{counted(rows.total, 'event')}</span>
              {filter.type || filter.state === 'CLOSED' ? null : <span>Choose a type to resolve several at once</span>}
            </>
          }
          empty={<NoEvents filter={filter} onShowAll={() => void navigate({ to: '/events', search: {} })} />}
        />
      </ListFrame>
      <Outlet />
    </>
  );
}

/**
 * The events that are selected: of one type, and those that were shown, since each is named in the request. Another
 * filter ends the selection.
 */
function useChosen(key: string, rowAt: (index: number) => Event | undefined) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Event>>(new Map());
  const [madeFor, setMadeFor] = useState(key);
  if (madeFor !== key) {
    setMadeFor(key);
    setChosen(new Map());
  }
  const select = (index: number) => {
    const event = rowAt(index);
    if (!event || !isResolvable(event)) return;
    const next = new Map(chosen);
    if (!next.delete(event.id)) next.set(event.id, event);
    setChosen(next);
  };
  const selectShown = (count: number) => {
    const next = new Map<string, Event>();
    for (let index = 0; index < count; index++) {
      const event = rowAt(index);
      if (event && isResolvable(event)) next.set(event.id, event);
    }
    setChosen(next);
  };
  return {
    events: [...chosen.values()],
    selection: { all: false, ids: new Set(chosen.keys()) },
    select,
    selectShown,
  };
}

/** The events of one site alone, as a link from the site leads here. */
function OneSite({ uid, onClear }: { uid: string; onClear: () => void }) {
  const site = useQuery(queries.site(uid)).data;
  return (
    <button type="button" className={plain.plain} onClick={onClear} aria-label="Show events of all sites">
      <bdi>{site?.name ?? 'One site'}</bdi> ✕
    </button>
  );
}

function NoEvents({ filter, onShowAll }: { filter: EventFilter; onShowAll: () => void }) {
  const sites = useQuery(queries.siteCounts()).data;
  const isFiltered = Boolean(filter.q || filter.type || filter.assignee || filter.siteUid);
  const showAll = (
    <button type="button" className={plain.plain} onClick={onShowAll}>
      Show all open events
    </button>
  );
  if (isFiltered) return <Empty title="No event matches this filter" action={showAll} />;
  if (filter.state) return <Empty title="No event in this state" action={showAll} />;
  const count = sites ? Object.values(sites).reduce((sum, each) => sum + each, 0) : null;
  if (count === 0) {
    return <Empty title="Nothing to compare yet">No site has been read yet, so no difference could be found.</Empty>;
  }
  return (
    <Empty title="No action needed">
      {count === null ? null : `${counted(count, 'site')} are compared continuously; no difference needs a decision.`}
    </Empty>
  );
}
