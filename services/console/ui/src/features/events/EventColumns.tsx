import { Link } from '@tanstack/react-router';
import type { Event } from '@/api/types';
import { Ago } from '@/components/Ago';
import type { Column } from '@/components/DataGrid';
import { Tag } from '@/components/StateBadge';
import { counted } from '@/lib/words';
import css from './EventColumns.module.css';

/** The columns of the guide's list of events: type, source, destination, generated time; the action stands at the end. */
export const EVENT_COLUMNS: Column<Event>[] = [
  { id: 'type', title: 'Type', width: 'minmax(0, 2.2fr)', sort: 'type', cell: event => <What event={event} /> },
  { id: 'source', title: 'Source', width: 'minmax(0, 1fr)', sort: 'source', cell: event => <Source event={event} /> },
  {
    id: 'destination',
    title: 'Destination',
    width: 'minmax(0, 1fr)',
    sort: 'destination',
    cell: event => (event.companyName ? <bdi>{event.companyName}</bdi> : <span className="muted">–</span>),
  },
  {
    id: 'since',
    title: 'Generated',
    width: '104px',
    sort: 'openedAt',
    cell: event => (
      <span className="muted">
        <Ago at={event.closedAt ?? event.openedAt} />
      </span>
    ),
  },
];

function What({ event }: { event: Event }) {
  const says = event.state === 'CLOSED' ? (event.closedBecause ?? event.summary) : event.summary;
  return (
    <div className={css.what}>
      <div>
        <strong>{event.title}</strong>
        <Tags event={event} />
      </div>
      <div className="muted" title={says}>
        {event.state === 'RESOLVING' ? (event.lastActionProgress ?? says) : says}
      </div>
    </div>
  );
}

function Tags({ event }: { event: Event }) {
  return (
    <>
      {event.state === 'RESOLVING' ? <Tag tone="busy">Resolving</Tag> : null}
      {event.level === 'OBSERVE' ? <Tag tone="idle">Record only</Tag> : null}
      {event.affectedSites > 1 ? <Tag tone="warn">{counted(event.affectedSites, 'site')}</Tag> : null}
      {event.assignee ? <Tag tone="idle">Assigned to {event.assignee}</Tag> : null}
    </>
  );
}

function Source({ event }: { event: Event }) {
  if (!event.siteUid) return <span className="muted">–</span>;
  return (
    <Link to="/sites/$siteUid" params={{ siteUid: event.siteUid }} search={{}} tabIndex={-1} className={css.source}>
      <bdi>{event.siteName ?? event.siteUid}</bdi>
    </Link>
  );
}

/** Opens the event; the choice is made there, where each action says what it does. */
export function EventActions({ event, onOpen }: { event: Event; onOpen: () => void }) {
  const isOpen = event.state === 'OPEN' || event.state === 'SNOOZED';
  const what = `${event.title}${event.siteName ? `, ${event.siteName}` : ''}`;
  return (
    <button type="button" tabIndex={-1} onClick={onOpen} aria-label={`${isOpen ? 'Resolve' : 'View'}: ${what}`}>
      {isOpen ? 'Resolve…' : 'View'}
    </button>
  );
}

/** An event in two lines, for a narrow screen. */
export function EventLines({ event }: { event: Event }) {
  return (
    <div className={css.what}>
      <div>
        <strong>{event.title}</strong>
      </div>
      <div className="muted">
        {event.siteName ? (
          <>
            <bdi>{event.siteName}</bdi> ·{' '}
          </>
        ) : null}
        <Ago at={event.openedAt} />
      </div>
    </div>
  );
}
