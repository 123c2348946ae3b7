import { useMutation, useQuery } from '@tanstack/react-query';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import { Ago } from '@/components/Ago';
import { notify } from '@/components/Notices';
import { counted } from '@/lib/words';
import css from './Banners.module.css';

/** What concerns every page: a pause, deletions that wait for a decision, and a tenant that is not connected. */
export function Banners() {
  const settings = useQuery(queries.settings()).data;
  const holds = (useQuery(queries.holds()).data?.items ?? []).filter(hold => hold.decision === null);
  return (
    <>
      {settings?.paused ? <Paused /> : null}
      {settings && !settings.integrationConfigured ? (
        <p className={css.info} role="status">
          Datto RMM and GravityZone are not both connected yet, so no site can be linked.{' '}
          <a href="/settings">Connect them</a>
        </p>
      ) : null}
      {holds.map(hold => (
        <p key={hold.setId} className={css.bad} role="status">
          <strong>
            {hold.missing} of {counted(hold.known, hold.kind.toLowerCase().replace(/s$/, ''), hold.kind.toLowerCase())}{' '}
            are missing.
          </strong>{' '}
          They stay until you approve or reject the deletions. <a href="/events">Decide</a>
        </p>
      ))}
    </>
  );
}

function Paused() {
  const by = useQuery(queries.pausedBy()).data;
  const resume = useMutation({ mutationFn: () => actions.pause(false), onError: failure => notify(failure.message) });
  return (
    <p className={css.bad} role="status">
      <span>
        <strong>Paused.</strong> Nothing is read from Datto RMM and GravityZone and nothing is changed there.
        {by ? (
          <>
            {' '}
            Paused with the key …{by.actor} <Ago at={by.at} />
            {by.why ? `: ${by.why}` : '.'}
          </>
        ) : null}
      </span>
      <button type="button" disabled={resume.isPending} onClick={() => resume.mutate()}>
        Resume work
      </button>
    </p>
  );
}
