import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { actions } from '@/api/actions';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import { followTask } from '@/api/tasks';
import type { Event, ResolutionBody } from '@/api/types';
import { Ago } from '@/components/Ago';
import { Drawer } from '@/components/Drawer';
import { Refused } from '@/components/Refused';
import { Empty, Failed, Skeleton } from '@/components/Said';
import { Tag } from '@/components/StateBadge';
import { actorName, EVENT_STATE, sentence } from '@/lib/words';
import { DeleteForm } from './DeleteForm';
import { EventChoice } from './EventChoice';
import css from './EventDrawer.module.css';
import { deleting, offered, recommended } from './resolution';
import { SnoozeForm } from './SnoozeForm';

const route = getRouteApi('/events/$eventId');

/** One event: what differs, what it means, and each thing that can be done with its effect. */
export function EventDrawer() {
  const { eventId } = route.useParams();
  const navigate = useNavigate();
  const event = useQuery(queries.event(eventId));
  const close = () => void navigate({ to: '/events', search: old => old });
  if (event.data) return <Known event={event.data} key={eventId} onClose={close} />;
  const isMissing = event.error !== null && Problem.from(event.error).status === 404;
  return (
    <Drawer title="Event" label="Event" onClose={close}>
      {isMissing ? (
        <Empty title="No such event">It does not exist any more, or it belongs to another tenant.</Empty>
      ) : event.isError ? (
        <Failed failure={event.error} retry={() => void event.refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Drawer>
  );
}

function Known({ event, onClose }: { event: Event; onClose: () => void }) {
  const client = useQueryClient();
  const resolve = useMutation({
    mutationFn: (body: ResolutionBody) => actions.resolve(event.id, body),
    onSuccess: followTask,
    // The event, or the number of machines, may be another one by now.
    onError: () => {
      void client.invalidateQueries({ queryKey: ['events', 'one', event.id] });
      void client.invalidateQueries({ queryKey: ['companies', 'one'] });
    },
  });
  const isOpen = event.state === 'OPEN' || event.state === 'SNOOZED';
  const first = recommended(event);
  const toDelete = deleting(event);
  return (
    <Drawer
      title={event.title}
      label={event.title}
      onClose={onClose}
      below={
        <span className={css.below}>
          <Tag tone={event.state === 'OPEN' ? 'bad' : event.state === 'RESOLVING' ? 'busy' : 'idle'}>
            {EVENT_STATE[event.state]}
          </Tag>
          <span className="muted">
            {event.closedAt ? 'Closed' : 'Generated'} <Ago at={event.closedAt ?? event.openedAt} />
          </span>
        </span>
      }
      foot={isOpen ? <Assigning event={event} isBusy={resolve.isPending} onResolve={resolve.mutate} /> : undefined}
    >
      <div className={css.what}>
        <p>{event.summary}</p>
        {event.state === 'CLOSED' ? (
          <p className="muted">{event.closedBecause}</p>
        ) : (
          <p className="muted">{event.consequence}</p>
        )}
      </div>
      <Pair event={event} />
      <LastAction event={event} />
      {event.state === 'SNOOZED' ? (
        <p className={css.note}>
          Snoozed{event.snoozeReason ? `: ${event.snoozeReason}` : ''}.{' '}
          {event.snoozedUntil ? (
            <>
              Returns <Ago at={event.snoozedUntil} />, or when the facts change.
            </>
          ) : (
            'Returns when the facts change.'
          )}
        </p>
      ) : null}
      <Refused failure={resolve.error} />
      {isOpen ? (
        <section className={css.choices}>
          <h3>Resolve</h3>
          {offered(event).map(choice => (
            <EventChoice
              key={choice.action}
              event={event}
              choice={choice}
              isRecommended={choice === first}
              isBusy={resolve.isPending}
              onResolve={resolve.mutate}
            />
          ))}
          {event.unavailable.map(each => (
            <p key={each.action} className="muted">
              <strong>{sentence(each.action)}</strong> is not possible: {each.because}
            </p>
          ))}
          {toDelete ? (
            <DeleteForm event={event} choice={toDelete} isBusy={resolve.isPending} onResolve={resolve.mutate} />
          ) : null}
          <SnoozeForm event={event} isBusy={resolve.isPending} onSnooze={resolve.mutate} />
        </section>
      ) : null}
    </Drawer>
  );
}

function Pair({ event }: { event: Event }) {
  if (!event.siteUid && !event.companyName) return null;
  return (
    <dl className={css.pair}>
      {event.siteUid ? (
        <div>
          <dt>Site</dt>
          <dd>
            <Link to="/sites/$siteUid" params={{ siteUid: event.siteUid }} search={{}}>
              <bdi>{event.siteName ?? event.siteUid}</bdi>
            </Link>
          </dd>
        </div>
      ) : null}
      {event.companyName ? (
        <div>
          <dt>Company</dt>
          <dd>
            <bdi>{event.companyName}</bdi>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function LastAction({ event }: { event: Event }) {
  if (!event.lastAction) return null;
  const says = event.lastActionProgress ?? event.lastActionResult;
  return (
    <p className={css.note}>
      <strong>{sentence(event.lastAction)}</strong>
      {event.lastActionBy ? ` · ${actorName(event.lastActionBy)}` : ''}
      {event.lastActionAt ? (
        <>
          {' · '}
          <Ago at={event.lastActionAt} />
        </>
      ) : null}
      {says ? <span>{says}</span> : null}
    </p>
  );
}

interface AssigningProps {
  event: Event;
  isBusy: boolean;
  onResolve: (body: ResolutionBody) => void;
}

function Assigning({ event, isBusy, onResolve }: AssigningProps) {
  return (
    <>
      <Button variant="default" disabled={isBusy} onClick={() => onResolve({ action: 'RECHECK' })}>
        Recheck now
      </Button>
      <Button
        variant="subtle"
        color="gray"
        disabled={isBusy}
        onClick={() => onResolve({ action: 'ASSIGN', assignee: event.assignee ? null : 'me' })}
      >
        {event.assignee ? 'Unassign' : 'Assign to me'}
      </Button>
      <span className={css.assignee}>{event.assignee ? `Assigned to ${event.assignee}` : 'Unassigned'}</span>
    </>
  );
}
