import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRows } from '@/api/pages';
import { type ActivityFilter, queries } from '@/api/queries';
import type { ActivityLine } from '@/api/types';
import { Ago } from '@/components/Ago';
import { type Column, DataGrid } from '@/components/DataGrid';
import { FilterChips } from '@/components/FilterChips';
import { ListFrame } from '@/components/ListFrame';
import { Empty } from '@/components/Said';
import { fileOf } from '@/lib/address';
import { actorName, counted } from '@/lib/words';
import css from './ActivityPage.module.css';

const route = getRouteApi('/activity');

const COLUMNS: Column<ActivityLine>[] = [
  {
    id: 'at',
    title: 'When',
    width: '108px',
    cell: line => (
      <span className="muted">
        <Ago at={line.at} />
      </span>
    ),
  },
  { id: 'actor', title: 'Who', width: '148px', cell: line => actorName(line.actor) },
  {
    id: 'action',
    title: 'What',
    width: 'minmax(0, 1.4fr)',
    cell: line => <strong className={css.action}>{line.action}</strong>,
  },
  { id: 'target', title: 'Where', width: 'minmax(0, 1.2fr)', cell: line => <Target line={line} /> },
  { id: 'change', title: 'Change', width: 'minmax(0, 1.2fr)', cell: line => <Change line={line} /> },
  {
    id: 'why',
    title: 'Why',
    width: 'minmax(0, 1fr)',
    cell: line => <span title={line.why ?? undefined}>{line.why}</span>,
  },
];

/** What was decided and what followed, newest first; as far back as the console keeps it. */
export function ActivityPage() {
  const filter = route.useSearch();
  const navigate = useNavigate();
  const rows = useRows<ActivityLine>(page => queries.activityPage(filter, page));
  const narrow = (change: ActivityFilter) =>
    void navigate({ to: '.', search: (old: ActivityFilter) => ({ ...old, ...change }), replace: true });
  const by = (id: ActivityFilter['by'], name: string) => ({
    id: id ?? 'all',
    name,
    isOn: filter.by === id,
    onClick: () => narrow({ by: id }),
  });
  const open = (line: ActivityLine) => {
    if (line.targetUid) void navigate({ to: '/sites/$siteUid', params: { siteUid: line.targetUid }, search: {} });
  };
  return (
    <ListFrame
      title="Activity"
      search={{
        label: 'Search who, what and where',
        value: filter.q ?? '',
        onChange: q => narrow({ q: q || undefined }),
      }}
      file={fileOf('/api/activity', filter)}
      filters={
        <FilterChips
          label="Filter by who"
          chips={[by(undefined, 'All'), by('PERSON', 'People'), by('AUTOMATION', 'Automatic')]}
        />
      }
      rows={rows}
    >
      <DataGrid<ActivityLine>
        label="Activity"
        columns={COLUMNS}
        total={rows.total}
        rowAt={rows.rowAt}
        idOf={line => `${line.at}${line.action}${line.target}`}
        compact={line => <Lines line={line} />}
        onVisible={rows.onVisible}
        onOpen={open}
        foot={<span>{counted(rows.total, 'entry', 'entries')}</span>}
        empty={
          filter.q || filter.by ? (
            <Empty title="No entry matches" action={<Link to="/activity">Show all activity</Link>} />
          ) : (
            <Empty title="Nothing yet">Decisions and the changes that follow appear here.</Empty>
          )
        }
      />
    </ListFrame>
  );
}

function Target({ line }: { line: ActivityLine }) {
  if (!line.targetUid) return <bdi>{line.target}</bdi>;
  return (
    <Link to="/sites/$siteUid" params={{ siteUid: line.targetUid }} search={{}} tabIndex={-1} className={css.target}>
      <bdi>{line.target}</bdi>
    </Link>
  );
}

function Change({ line }: { line: ActivityLine }) {
  if (line.before === null && line.after === null) return null;
  return (
    <span className="muted" title={`${line.before ?? 'nothing'} → ${line.after ?? 'nothing'}`}>
      {line.before === null ? '' : `${line.before} → `}
      {line.after ?? 'nothing'}
    </span>
  );
}

function Lines({ line }: { line: ActivityLine }) {
  return (
    <div className={css.lines}>
      <div>
        <strong className={css.action}>{line.action}</strong>
      </div>
      <div className="muted">
        <bdi>{line.target}</bdi> · {actorName(line.actor)} · <Ago at={line.at} />
      </div>
    </div>
  );
}
