import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useRows } from '@/api/pages';
import { queries, type SiteFilter } from '@/api/queries';
import type { Site } from '@/api/types';
import { DataGrid } from '@/components/DataGrid';
import { ListFrame } from '@/components/ListFrame';
import plain from '@/components/plain.module.css';
import { Empty } from '@/components/Said';
import { SavedViews } from '@/components/SavedViews';
import { fileOf } from '@/lib/address';
import { nextSort } from '@/lib/filters';
import { EVERYTHING, NOTHING, type Selection, size, toggle, withAll } from '@/lib/selection';
import { counted } from '@/lib/words';
import { SelectionBar } from './SelectionBar';
import { SITE_COLUMNS, SiteActions, SiteLines } from './SiteColumns';
import css from './SitesPage.module.css';
import { StateFilter } from './StateFilter';
import { SweepStrip } from './SweepStrip';
import { inWords } from './view-words';

/** Not needed to show the list, so not loaded with it. */
const LinkDialog = lazy(() => import('./LinkDialog'));
const UnlinkDialog = lazy(() => import('./UnlinkDialog'));

const route = getRouteApi('/sites');

/** All managed sites with their links: filtered, searched and sorted by the server, whatever their number. */
export function SitesPage() {
  const filter = route.useSearch();
  const navigate = useNavigate();
  const { siteUid } = useParams({ strict: false });
  const rows = useRows<Site>(page => queries.sites(filter, page));
  const selecting = useSelection(filter, rows.rowAt);
  const [linking, setLinking] = useState<Site | null>(null);
  const [unlinking, setUnlinking] = useState<Site | null>(null);

  const narrow = useCallback(
    (change: SiteFilter) =>
      void navigate({ to: '.', search: (old: SiteFilter) => ({ ...old, ...change }), replace: true }),
    [navigate],
  );
  const open = (site: Site) =>
    void navigate({ to: '/sites/$siteUid', params: { siteUid: site.siteUid }, search: filter });
  const onCommand = (key: string, site: Site): boolean => {
    const isFree = site.state === 'UNLINKED' || site.state === 'SUGGESTED';
    if ((key === 'm' || (key === 'a' && site.state === 'SUGGESTED')) && isFree) setLinking(site);
    else if (key === 'u' && !isFree && site.state !== 'UNLINKING') setUnlinking(site);
    else return false;
    return true;
  };

  return (
    <>
      <ListFrame
        title="Sites"
        search={{
          label: 'Search sites and companies',
          value: filter.q ?? '',
          onChange: q => narrow({ q: q || undefined }),
        }}
        views={
          <SavedViews
            list="sites"
            shown={{ q: filter.q, state: filter.state, sort: filter.sort }}
            describe={inWords}
            mayStart={siteUid === undefined}
            onOpen={search => void navigate({ to: '/sites', search, replace: true })}
          />
        }
        file={fileOf('/api/sites', filter)}
        above={<SweepStrip />}
        filters={<StateFilter filter={filter} onChange={narrow} />}
        rows={rows}
      >
        <DataGrid<Site>
          label="Sites"
          columns={SITE_COLUMNS}
          total={rows.total}
          rowAt={rows.rowAt}
          idOf={site => site.siteUid}
          compact={site => <SiteLines site={site} />}
          onVisible={rows.onVisible}
          onOpen={open}
          onCommand={onCommand}
          actions={site => <SiteActions site={site} onLink={() => setLinking(site)} onOpen={() => open(site)} />}
          sort={filter.sort}
          onSort={column => narrow({ sort: nextSort(filter.sort, column) })}
          selection={selecting.selection}
          onSelect={selecting.select}
          onSelectAll={selecting.selectAll}
          openId={siteUid}
          bar={
            selecting.count(rows.total) > 0 ? (
              <SelectionBar
                filter={filter}
                selection={selecting.selection}
                total={rows.total}
                onAll={() => selecting.selectAll(true)}
                onClear={() => selecting.selectAll(false)}
              />
            ) : undefined
          }
          foot={<Foot total={rows.total} />}
          empty={<NoSites filter={filter} onShowAll={() => narrow({ q: undefined, state: undefined })} />}
        />
      </ListFrame>
      <Outlet />
      <Suspense>
        {linking ? <LinkDialog site={linking} onClose={() => setLinking(null)} /> : null}
        {unlinking ? <UnlinkDialog site={unlinking} onClose={() => setUnlinking(null)} /> : null}
      </Suspense>
    </>
  );
}

/** What is selected; another filter ends the selection, since it was made of other rows. */
function useSelection(filter: SiteFilter, rowAt: (index: number) => Site | undefined) {
  const key = `${filter.q ?? ''}|${filter.state ?? ''}`;
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [madeFor, setMadeFor] = useState(key);
  const last = useRef(0);
  if (madeFor !== key) {
    setMadeFor(key);
    setSelection(NOTHING);
  }
  const siteIds = (from: number, to: number) => {
    const ids: string[] = [];
    for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
      const site = rowAt(index);
      if (!site) continue;
      ids.push(site.siteUid);
    }
    return ids;
  };
  return {
    selection,
    count: (total: number) => size(selection, total),
    select: (index: number, range: boolean) => {
      const ids = siteIds(range ? last.current : index, index);
      setSelection(old => (range ? withAll(old, ids) : ids.reduce(toggle, old)));
      last.current = index;
    },
    selectAll: (all: boolean) => setSelection(all ? EVERYTHING : NOTHING),
  };
}

function Foot({ total }: { total: number }) {
  return (
    <>
      <span>{counted(total, 'site')}</span>
      <span className={css.keys} aria-hidden>
        <kbd>j</kbd> <kbd>k</kbd> move <kbd>x</kbd> select <kbd>a</kbd> accept <kbd>m</kbd> choose <kbd>Enter</kbd> open{' '}
        <kbd>?</kbd> more
      </span>
    </>
  );
}

/** Three texts, since the way out differs: nothing matches, nothing is connected, nothing was read yet. */
function NoSites({ filter, onShowAll }: { filter: SiteFilter; onShowAll: () => void }) {
  const settings = useQuery(queries.settings()).data;
  if (filter.q || filter.state) {
    return (
      <Empty
        title="No site matches"
        action={
          <button type="button" className={plain.plain} onClick={onShowAll}>
            Show all sites
          </button>
        }
      >
        {filter.q
          ? `No site, company or uid contains “${filter.q}” in the chosen states.`
          : 'No site is in the chosen states.'}
      </Empty>
    );
  }
  if (settings && !settings.rmm) {
    return (
      <Empty title="Datto RMM is not connected" action={<Link to="/settings/connections">Connect it</Link>}>
        Sites are read as soon as Datto RMM is connected.
      </Empty>
    );
  }
  return (
    <Empty title="No site yet">
      The first check of Datto RMM lists all managed sites here. On-demand sites are left out.
    </Empty>
  );
}
