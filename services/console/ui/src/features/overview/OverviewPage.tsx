import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import { followTask } from '@/api/tasks';
import { Card } from '@/components/Card';
import { notify } from '@/components/Notices';
import { Failed, Skeleton } from '@/components/Said';
import { counted } from '@/lib/words';
import { Connections } from './Connections';
import { Funnel } from './Funnel';
import { LatestActivity } from './LatestActivity';
import { NeedsYou } from './NeedsYou';
import { needs } from './needs';
import css from './OverviewPage.module.css';

const ChangesChart = lazy(() => import('./ChangesChart').then(module => ({ default: module.ChangesChart })));

/** Is it running, what needs a person, and how far the sites are. */
export function OverviewPage() {
  const settings = useQuery(queries.settings());
  const counts = useQuery(queries.siteCounts());
  const types = useQuery(queries.eventTypes());
  const check = useMutation({
    mutationFn: actions.checkNow,
    onSuccess: followTask,
    onError: failure => notify(failure.message),
  });
  const failure = settings.error ?? counts.error ?? types.error;
  if (failure) {
    const retry = () => {
      for (const query of [settings, counts, types]) if (query.isError) void query.refetch();
    };
    return <Failed failure={failure} retry={retry} />;
  }
  // The first run begins where nothing is connected.
  if (settings.data && !settings.data.rmm && !settings.data.gravityZone) return <Navigate to="/welcome" replace />;
  const open = counts.data && types.data ? needs(counts.data, types.data) : null;
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div>
          <h1>Overview</h1>
          <p className="muted">
            {open === null
              ? ' '
              : open.count === 0
                ? 'Nothing needs you.'
                : `${counted(open.count, 'item')} ${open.count === 1 ? 'needs' : 'need'} you.`}
          </p>
        </div>
        <Button
          variant="default"
          loading={check.isPending}
          disabled={!settings.data?.integrationConfigured || settings.data.paused}
          onClick={() => check.mutate()}
        >
          Check now
        </Button>
      </header>
      {settings.data ? <Connections settings={settings.data} /> : <div className={css.strip} />}
      <div className={css.cards}>
        <div>
          <NeedsYou counts={counts.data} openEvents={open?.events} />
          <LatestActivity />
        </div>
        <div>
          <Card title="From site to protection">
            {counts.data ? <Funnel counts={counts.data} /> : <Skeleton lines={6} />}
            <LeftOut />
          </Card>
          <Card title="Changes, last 24 hours">
            <Suspense fallback={<Skeleton lines={6} />}>
              <ChangesChart />
            </Suspense>
          </Card>
        </div>
      </div>
    </div>
  );
}

/** On-demand sites are in no list, so their number says that they were seen. */
function LeftOut() {
  const sites = useQuery(queries.sweeps()).data?.lists.find(list => list.api === 'DATTO_RMM');
  if (!sites?.onDemand) return null;
  return (
    <p className={css.leftOut}>
      {counted(sites.known, 'managed site')}, {counted(sites.onDemand, 'on-demand site')} left out.
    </p>
  );
}
