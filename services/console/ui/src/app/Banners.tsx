import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import type { Hold, Sweeps } from '@/api/types';
import { Ago } from '@/components/Ago';
import { notify } from '@/components/Notices';
import { heldTitle } from '@/lib/holds';
import { VENDOR, vendorsOf } from '@/lib/vendors';
import { counted } from '@/lib/words';
import css from './Banners.module.css';

const HoldDialog = lazy(() => import('./HoldDialog'));

/** What concerns every page: a demo, a pause, trouble with a vendor, deletions that wait, and what is not connected. */
export function Banners() {
  const { pathname } = useLocation();
  const session = useQuery(queries.session()).data;
  const settings = useQuery(queries.settings()).data;
  const accounts = useQuery(queries.system()).data?.accounts ?? [];
  const conflict = settings?.gravityZone?.conflict;
  const isWelcome = pathname.startsWith('/welcome');
  return (
    <>
      {session?.demo ? (
        <p className={css.note}>
          <span>
            <strong>Demo.</strong> Both vendors are simulated; nothing here reaches a real customer.
          </span>
        </p>
      ) : null}
      {conflict ? (
        <p className={css.bad} role="status">
          <span>
            <strong>Nothing is changed for this account.</strong> {conflict}{' '}
            <Link to="/settings/connections">Connections</Link>
          </span>
        </p>
      ) : null}
      {settings?.paused ? <Paused /> : null}
      {settings && !settings.integrationConfigured && !isWelcome ? (
        <p className={css.info} role="status">
          <span>
            Datto RMM and GravityZone are not both connected yet, so no site can be linked.{' '}
            <Link to="/welcome">Set them up</Link>
          </span>
        </p>
      ) : null}
      {vendorsOf(accounts)
        .filter(vendor => !vendor.isWell)
        .map(vendor => (
          <p key={vendor.api} className={css.bad} role="status">
            <span>
              <strong>
                {vendor.name} {vendor.says}.
              </strong>{' '}
              {vendor.detail ?? 'Retried automatically.'} <Link to="/settings/system">System</Link>
            </span>
          </p>
        ))}
      {settings?.paused ? null : <FirstReading />}
      <Holds isList={pathname.startsWith('/sites') || pathname.startsWith('/events')} />
    </>
  );
}

/** The first check of a vendor, which the lists of all pages wait for. */
function FirstReading() {
  const lists = (useQuery(queries.sweeps()).data?.lists ?? []).filter(list => list.reading && list.first);
  return lists.map(list => (
    <p key={list.api} className={css.info} role="status">
      <span>
        Reading {VENDOR[list.api]}: {progressOf(list)}
      </span>
      {list.total ? (
        <progress max={list.total} value={list.read ?? 0} aria-label={`Reading ${VENDOR[list.api]}`} />
      ) : null}
    </p>
  ));
}

function progressOf(list: Sweeps['lists'][number]): string {
  const one = list.api === 'GRAVITYZONE' ? 'company' : 'site';
  const many = list.api === 'GRAVITYZONE' ? 'companies' : 'sites';
  if (list.read === null) return `${counted(list.known, one, many)} so far…`;
  return list.total === null
    ? `${counted(list.read, one, many)} so far…`
    : `${list.read.toLocaleString('en')} of ${counted(list.total, one, many)}…`;
}

/** Deletions that were held: those without a decision on every page, those that are kept where they matter. */
function Holds({ isList }: { isList: boolean }) {
  const holds = useQuery(queries.holds()).data?.items ?? [];
  const [open, setOpen] = useState<Hold | null>(null);
  return (
    <>
      {holds
        .filter(hold => hold.decision === null || isList)
        .map(hold => (
          <p key={hold.setId} className={hold.decision ? css.note : css.bad} role="status">
            <span>
              <strong>{heldTitle(hold)}.</strong>{' '}
              {hold.decision === null ? (
                'They stay until you approve or reject the deletions.'
              ) : (
                <>
                  {hold.decision.approved
                    ? 'The deletions were approved and take effect when the next check still misses exactly these'
                    : 'They are kept'}
                  , as decided with the key …{hold.decision.decidedBy} <Ago at={hold.decision.decidedAt} />.
                </>
              )}
            </span>
            {hold.decision?.approved ? null : (
              <button type="button" onClick={() => setOpen(hold)}>
                Review…
              </button>
            )}
          </p>
        ))}
      <Suspense>{open ? <HoldDialog hold={open} onClose={() => setOpen(null)} /> : null}</Suspense>
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
