import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { queries } from '@/api/queries';
import type { Site } from '@/api/types';
import { Drawer } from '@/components/Drawer';
import { Empty, Failed, Skeleton } from '@/components/Said';
import { StateBadge } from '@/components/StateBadge';
import { Tabs } from '@/components/Tabs';
import { COMPANY_ACTION, counted } from '@/lib/words';
import { Chain } from './Chain';
import type { Order } from './CompanyDialog';
import { CompanyMenu } from './CompanyMenu';
import { chainOf } from './chain';
import { InstallationLink } from './InstallationLink';
import css from './SiteDrawer.module.css';
import { Suggestions } from './Suggestions';

const LinkDialog = lazy(() => import('./LinkDialog'));
const UnlinkDialog = lazy(() => import('./UnlinkDialog'));
const CompanyDialog = lazy(() => import('./CompanyDialog'));

const SiteTimeline = lazy(() => import('./SiteTimeline'));

const TABS = [
  { id: 'link', title: 'Link' },
  { id: 'timeline', title: 'Timeline' },
] as const;

const route = getRouteApi('/sites/$siteUid');

/** One site, at an address of its own: its link from end to end, what needs action, and what happened. */
export function SiteDrawer() {
  const { siteUid } = route.useParams();
  const navigate = useNavigate();
  const site = useQuery(queries.site(siteUid));
  const close = () => void navigate({ to: '/sites', search: ({ tab: _, ...filter }) => filter });
  if (site.data) return <Known site={site.data} key={siteUid} onClose={close} />;
  return (
    <Drawer title="Site" label="Site" onClose={close}>
      {site.isError ? (
        <Failed failure={site.error} retry={() => void site.refetch()} />
      ) : site.isSuccess ? (
        <Empty title="No such site">
          It is not managed in Datto RMM and not linked, or it belongs to another tenant.
        </Empty>
      ) : (
        <Skeleton lines={6} />
      )}
    </Drawer>
  );
}

function Known({ site, onClose }: { site: Site; onClose: () => void }) {
  const { tab = 'link' } = route.useSearch();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'link' | 'unlink' | null>(null);
  const [order, setOrder] = useState<Order | null>(null);
  const companyId = site.company?.id ?? null;
  const isFree = site.state === 'UNLINKED' || site.state === 'SUGGESTED';
  return (
    <Drawer
      title={site.name}
      label={site.name}
      onClose={onClose}
      below={
        <span className={css.below}>
          <StateBadge state={site.state} />
          {site.portalUrl?.startsWith('https://') ? (
            <a href={site.portalUrl} target="_blank" rel="noopener noreferrer">
              Open in Datto RMM
            </a>
          ) : null}
        </span>
      }
      foot={
        <>
          {isFree ? <Button onClick={() => setDialog('link')}>Link…</Button> : null}
          {!isFree && site.state !== 'UNLINKING' ? (
            <Button variant="default" onClick={() => setDialog('unlink')}>
              Unlink…
            </Button>
          ) : null}
          {companyId && !isFree ? <CompanyMenu companyId={companyId} onChoose={setOrder} /> : null}
          <span className={css.devices}>{site.devices === null ? '' : counted(site.devices, 'device')}</span>
        </>
      }
    >
      <Tabs
        label={site.name}
        tabs={TABS}
        open={tab}
        onOpen={id =>
          void navigate({
            to: '.',
            search: (old: object) => ({ ...old, tab: id === 'timeline' ? id : undefined }),
            replace: true,
          })
        }
      >
        {tab === 'timeline' ? (
          <Suspense fallback={<Skeleton lines={8} />}>
            <SiteTimeline siteUid={site.siteUid} />
          </Suspense>
        ) : (
          <LinkPart site={site} companyId={companyId} isFree={isFree} />
        )}
      </Tabs>
      <Suspense>
        {dialog === 'link' ? <LinkDialog site={site} onClose={() => setDialog(null)} /> : null}
        {order && companyId ? (
          <CompanyDialog companyId={companyId} action={order} onClose={() => setOrder(null)} />
        ) : null}
        {dialog === 'unlink' ? <UnlinkDialog site={site} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </Drawer>
  );
}

/** The link from end to end, and what needs action about it. */
function LinkPart({ site, companyId, isFree }: { site: Site; companyId: string | null; isFree: boolean }) {
  return (
    <>
      {site.message && !chainOf(site).some(node => node.says === site.message) ? (
        <p className={css.message} data-state={site.state}>
          {site.message}
        </p>
      ) : null}
      {companyId && !isFree ? <Decision site={site} companyId={companyId} /> : null}
      {site.openEvents > 0 ? <SiteEvents siteUid={site.siteUid} /> : null}
      {isFree && site.suggestion ? <Suggestions site={site} /> : null}
      <Chain site={site} />
      {site.package ? <InstallationLink siteUid={site.siteUid} /> : null}
    </>
  );
}

/** The last decision about the company, with how far it is or why it was not carried out. */
function Decision({ site, companyId }: { site: Site; companyId: string }) {
  const order = site.conditions.find(condition => condition.type === 'COMPANY_ORDER');
  const decided = useQuery({ ...queries.company(companyId), enabled: order !== undefined }).data?.decided;
  if (!decided || decided.action === 'COUNT' || order?.status === 'TRUE') return null;
  return (
    <p className={css.message} role="status">
      <strong>{COMPANY_ACTION[decided.action]}.</strong> {decided.message}
    </p>
  );
}

/** The open events of the site; each opens where it is resolved. */
function SiteEvents({ siteUid }: { siteUid: string }) {
  const events = useQuery(queries.events({ siteUid }, 0)).data?.items ?? [];
  if (events.length === 0) return null;
  return (
    <section className={css.events}>
      <h3>Open events</h3>
      {events.map(event => (
        <Link key={event.id} to="/events/$eventId" params={{ eventId: event.id }} search={{}}>
          <strong>{event.title}</strong>
          <span>{event.summary}</span>
        </Link>
      ))}
    </section>
  );
}
