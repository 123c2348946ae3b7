import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconBulb from '@tabler/icons-react/icons/IconBulb';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import IconCircleDashed from '@tabler/icons-react/icons/IconCircleDashed';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '@/api/queries';
import { Ago } from '@/components/Ago';
import { Card } from '@/components/Card';
import { Empty, Skeleton } from '@/components/Said';
import { counted } from '@/lib/words';
import css from './NeedsYou.module.css';
import type { SiteCounts } from './needs';

const SHOWN = 4;

/** What waits for a person, each leading to where it is done. */
export function NeedsYou({ counts, openEvents }: { counts: SiteCounts | undefined; openEvents: number | undefined }) {
  const events = useQuery(queries.events({ state: 'OPEN' }, 0)).data?.items.filter(event => event.level !== 'OBSERVE');
  const aside = openEvents ? (
    <Link to="/events">{openEvents > SHOWN ? `All ${openEvents} events` : 'Events'}</Link>
  ) : null;
  if (!counts || !events) {
    return (
      <Card title="Needs you">
        <Skeleton lines={6} />
      </Card>
    );
  }
  const shown = events.slice(0, SHOWN);
  const isEmpty = shown.length + counts.ATTENTION + counts.SUGGESTED + counts.UNLINKED === 0;
  return (
    <Card title="Needs you" aside={aside}>
      {isEmpty ? (
        <Empty title="Nothing needs you">
          All sites are linked or on their way, and no difference needs a decision.
        </Empty>
      ) : (
        <ul className={css.list}>
          {counts.ATTENTION > 0 ? (
            <li>
              <Link to="/sites" search={{ state: 'ATTENTION' }}>
                <IconAlertTriangle size={18} stroke={1.6} aria-hidden data-tone="bad" />
                <span>
                  <strong>{counted(counts.ATTENTION, 'site')} cannot be set up</strong>
                  <small>Open to see why and what to do</small>
                </span>
                <IconChevronRight size={16} stroke={1.6} aria-hidden />
              </Link>
            </li>
          ) : null}
          {shown.map(event => (
            <li key={event.id}>
              <Link to="/events/$eventId" params={{ eventId: event.id }} search={{}}>
                <IconAlertTriangle size={18} stroke={1.6} aria-hidden data-tone="bad" />
                <span>
                  <strong>
                    {event.title}
                    {event.siteName ? `: ${event.siteName}` : ''}
                  </strong>
                  <small>
                    <Ago at={event.openedAt} /> · {event.summary}
                  </small>
                </span>
                <IconChevronRight size={16} stroke={1.6} aria-hidden />
              </Link>
            </li>
          ))}
          {counts.SUGGESTED > 0 ? (
            <li>
              <Link to="/sites" search={{ state: 'SUGGESTED' }}>
                <IconBulb size={18} stroke={1.6} aria-hidden data-tone="busy" />
                <span>
                  <strong>{counted(counts.SUGGESTED, 'site')} with a match</strong>
                  <small>Accept the company that was found, or choose another</small>
                </span>
                <IconChevronRight size={16} stroke={1.6} aria-hidden />
              </Link>
            </li>
          ) : null}
          {counts.UNLINKED > 0 ? (
            <li>
              <Link to="/sites" search={{ state: 'UNLINKED' }}>
                <IconCircleDashed size={18} stroke={1.6} aria-hidden />
                <span>
                  <strong>{counted(counts.UNLINKED, 'site')} not linked</strong>
                  <small>Choose a company or create one</small>
                </span>
                <IconChevronRight size={16} stroke={1.6} aria-hidden />
              </Link>
            </li>
          ) : null}
        </ul>
      )}
    </Card>
  );
}
