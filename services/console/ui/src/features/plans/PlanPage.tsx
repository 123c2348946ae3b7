import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router';
import { actions } from '@/api/actions';
import { useRows } from '@/api/pages';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import { followTask } from '@/api/tasks';
import type { Plan, PlanSite } from '@/api/types';
import { Ago } from '@/components/Ago';
import { type Column, DataGrid } from '@/components/DataGrid';
import { FilterChips } from '@/components/FilterChips';
import { notify } from '@/components/Notices';
import { Refused } from '@/components/Refused';
import { Empty, Failed, Outdated, Skeleton } from '@/components/Said';
import { Tag } from '@/components/StateBadge';
import { actorName } from '@/lib/words';
import css from './PlanPage.module.css';
import { PlanTag } from './PlanTag';
import { applyWords, costOf, createOthersWords, endedBy, groupsOf, selectionOf, titleOf } from './plan-words';

const route = getRouteApi('/plans/$planId');

const CALL_SIZE = 500;

/** Everything that will be done, before any of it is: what to look at first. Then done exactly so, or not at all. */
export function PlanPage() {
  const { planId } = route.useParams();
  const plan = useQuery(queries.plan(planId));
  if (plan.data) {
    return (
      <>
        {plan.isError ? (
          <Outdated since={plan.dataUpdatedAt} failure={plan.error} retry={() => void plan.refetch()} />
        ) : null}
        <PlanView plan={plan.data} />
      </>
    );
  }
  if (plan.isError) return <NoPlan failure={plan.error} retry={() => void plan.refetch()} />;
  return (
    <div aria-busy="true">
      <h1>Plan</h1>
      <Skeleton lines={12} />
    </div>
  );
}

/** Plans are kept as long as the console runs. One that was applied has a task, which outlives it. */
function NoPlan({ failure, retry }: { failure: unknown; retry: () => void }) {
  const problem = Problem.from(failure);
  if (problem.status !== 404) return <Failed failure={failure} retry={retry} />;
  const taskId = problem.body.taskId;
  return (
    <>
      <h1 className={css.title}>Plan</h1>
      <Empty
        title={problem.title}
        action={
          taskId ? (
            <Button variant="default" onClick={() => followTask(taskId)}>
              Show its task
            </Button>
          ) : (
            <Link to="/sites">Go to Sites</Link>
          )
        }
      >
        {problem.message}
      </Empty>
    </>
  );
}

function PlanView({ plan }: { plan: Plan }) {
  const { group } = route.useSearch();
  const navigate = useNavigate();
  const rows = useRows<PlanSite>(page => queries.planSites(plan.id, plan.revision, group, page));
  const choose = useChoice(plan);
  const isOpen = plan.state === 'OPEN';
  const toggle = (site: PlanSite) =>
    choose.mutate(site.included ? { takeOut: [site.siteUid] } : { putBack: [site.siteUid] });
  const columns = columnsOf(plan, isOpen && !choose.isPending ? toggle : null);
  const show = (id: PlanSite['group'] | undefined) =>
    void navigate({ to: '/plans/$planId', params: { planId: plan.id }, search: { group: id }, replace: true });
  return (
    <>
      <header className={css.head}>
        <h1>{titleOf(plan)}</h1>
        <PlanTag state={plan.state} />
        <p className="muted">
          Made of {selectionOf(plan)} by {actorName(plan.createdBy)}, <Ago at={plan.createdAt} />
          {isOpen ? (
            <>
              . Expires <Ago at={plan.expiresAt} />.
            </>
          ) : null}
        </p>
      </header>
      <Ended plan={plan} />
      {isOpen && plan.action === 'UNLINK' && plan.changes > 0 ? (
        <p>
          The site variable <code>GravityZonePackageLink</code> is removed, so no new device is protected through it.
          Companies and devices that are protected already stay as they are.
        </p>
      ) : null}
      <FilterChips
        label="Groups of the plan"
        chips={[
          { id: 'ALL', name: 'All', count: plan.sites, isOn: group === undefined, onClick: () => show(undefined) },
          ...groupsOf(plan).map(each => ({
            ...each,
            isOn: group === each.id,
            onClick: () => show(group === each.id ? undefined : each.id),
          })),
        ]}
      />
      <DataGrid<PlanSite>
        label="Sites of the plan"
        columns={columns}
        total={rows.total}
        rowAt={rows.rowAt}
        idOf={site => site.siteUid}
        compact={site => <Lines site={site} take={columns[0]?.cell(site)} />}
        onVisible={rows.onVisible}
        onCommand={(key, site) => {
          if (key !== 'x' || !isOpen || site.group === 'LEFT_OUT') return false;
          toggle(site);
          return true;
        }}
        foot={<Cost plan={plan} />}
        empty={rows.isFirstLoad ? <Skeleton lines={6} /> : <Empty title="No site in this group" />}
      />
      <Decision plan={plan} choose={choose} />
    </>
  );
}

type Choice = Parameters<typeof actions.choose>[1];

/** Takes changes out and puts them back; the plan that comes back is shown at once. */
function useChoice(plan: Plan) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choice: Choice) => actions.choose(plan.id, choice),
    onSuccess: changed => client.setQueryData(queries.plan(plan.id).queryKey, changed),
    onError: failure => {
      notify(failure.message);
      void client.invalidateQueries({ queryKey: queries.plan(plan.id).queryKey });
    },
  });
}

/** The counts, calls and minutes, and what they rest on. */
function Cost({ plan }: { plan: Plan }) {
  return (
    <details className={css.cost}>
      <summary>{costOf(plan)}</summary>
      <p>{plan.estimate.basis}</p>
    </details>
  );
}

/** What became of a plan that is not open any more. */
function Ended({ plan }: { plan: Plan }) {
  const by = endedBy(plan);
  if (plan.state === 'OPEN') return null;
  const again = plan.state === 'STALE' || plan.state === 'EXPIRED';
  return (
    <div className={css.ended} data-state={plan.state} role={plan.state === 'STALE' ? 'alert' : 'status'}>
      <p>
        {plan.state === 'STALE' ? (
          <>
            <strong>Nothing was changed.</strong> These sites changed since the plan was made:
          </>
        ) : plan.state === 'EXPIRED' ? (
          <>
            <strong>Nothing was changed.</strong> A plan can be applied for 24 hours.
          </>
        ) : plan.state === 'UNCONFIRMED' ? (
          'The message log has not confirmed the plan. Apply it again: it is carried out once.'
        ) : null}
      </p>
      {plan.stale.length > 0 ? (
        <ul>
          {plan.stale.slice(0, CHANGES_SHOWN).map(change => (
            <li key={change.siteUid}>
              <strong dir="auto">{change.siteName}</strong> {change.what}
            </li>
          ))}
          {plan.stale.length > CHANGES_SHOWN ? <li>and {plan.stale.length - CHANGES_SHOWN} more</li> : null}
        </ul>
      ) : null}
      {by && plan.endedAt ? (
        <p>
          {by}, <Ago at={plan.endedAt} />.
        </p>
      ) : null}
      {plan.replacedBy ? (
        <Link to="/plans/$planId" params={{ planId: plan.replacedBy }} search={{}}>
          Open the plan that replaced it
        </Link>
      ) : again ? (
        <Renew plan={plan} />
      ) : plan.taskId ? (
        <Button variant="default" onClick={() => followTask(plan.taskId)}>
          Show its task
        </Button>
      ) : null}
    </div>
  );
}

const CHANGES_SHOWN = 20;

function Renew({ plan }: { plan: Plan }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const renew = useMutation({
    mutationFn: () => actions.renewPlan(plan.id),
    onSuccess: made => {
      void client.invalidateQueries({ queryKey: ['plans'] });
      void navigate({ to: '/plans/$planId', params: { planId: made.id }, search: {} });
    },
  });
  return (
    <>
      <Refused failure={renew.error} />
      <Button loading={renew.isPending} onClick={() => renew.mutate()}>
        Make a new plan
      </Button>
    </>
  );
}

/** The buttons at the foot. What is refused as out of date is told by the plan itself. */
function Decision({ plan, choose }: { plan: Plan; choose: ReturnType<typeof useChoice> }) {
  const router = useRouter();
  const navigate = useNavigate();
  const client = useQueryClient();
  const isRemoval = plan.action === 'UNLINK';
  const apply = useMutation({
    mutationFn: () => actions.applyPlan(plan.id, plan.revision),
    onSuccess: followTask,
    onSettled: () => client.invalidateQueries({ queryKey: ['plans'] }),
  });
  const createOthers = async () => {
    const found: string[] = [];
    for (let page = 0; ; page++) {
      const { items } = await client.fetchQuery(queries.planSites(plan.id, plan.revision, 'LOOK', page, CALL_SIZE));
      found.push(...items.filter(site => site.similar.length > 0 && !site.included).map(site => site.siteUid));
      if (items.length < CALL_SIZE) break;
    }
    choose.mutate({ putBack: found });
  };
  const back = () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/sites' }));
  const canApply = plan.state === 'OPEN' || plan.state === 'UNCONFIRMED';
  return (
    <footer className={css.decision}>
      {plan.state === 'STALE' ? null : <Refused failure={apply.error} />}
      <div className={css.buttons}>
        {plan.state === 'OPEN' && isRemoval ? (
          <Checkbox
            label="Delete the installation packages as well"
            description="A package that was there before the site was linked stays."
            checked={plan.deletePackages}
            disabled={choose.isPending}
            onChange={event => choose.mutate({ deletePackages: event.currentTarget.checked })}
          />
        ) : canApply && !isRemoval && plan.changes > 0 ? (
          <p className="muted">Each site gets an installation package and a site variable, and both are read back.</p>
        ) : null}
        <span className={css.gap} />
        <Button variant="default" onClick={back}>
          Back
        </Button>
        {plan.state === 'OPEN' && plan.groups.unconfirmed > 0 ? (
          <Button variant="default" loading={choose.isPending} onClick={() => void createOthers()}>
            {createOthersWords(plan.groups.unconfirmed)}
          </Button>
        ) : null}
        {canApply ? (
          <Button
            {...(isRemoval ? { color: 'red' } : {})}
            disabled={plan.changes === 0 || choose.isPending}
            loading={apply.isPending}
            onClick={() => apply.mutate()}
          >
            {applyWords(plan)}
          </Button>
        ) : null}
      </div>
    </footer>
  );
}

/** @param toggle null if nothing can be taken out or put back */
function columnsOf(plan: Plan, toggle: ((site: PlanSite) => void) | null): Column<PlanSite>[] {
  return [
    {
      id: 'included',
      title: 'Do it',
      width: '64px',
      cell: site =>
        site.group === 'LEFT_OUT' ? null : (
          <input
            type="checkbox"
            className={css.take}
            aria-label={`Change ${site.siteName}`}
            checked={site.included}
            disabled={toggle === null}
            tabIndex={-1}
            onChange={() => toggle?.(site)}
          />
        ),
    },
    { id: 'site', title: 'Site', width: 'minmax(0, 1.2fr)', cell: site => <strong dir="auto">{site.siteName}</strong> },
    {
      id: 'company',
      title: plan.action === 'UNLINK' ? 'Linked to' : 'Company',
      width: 'minmax(0, 1.2fr)',
      cell: site => <Company site={site} isRemoval={plan.action === 'UNLINK'} />,
    },
    {
      id: 'reason',
      title: 'Why to look, or why left out',
      width: 'minmax(0, 1.8fr)',
      cell: site => (
        <span className={site.group === 'LOOK' ? css.look : 'muted'} title={site.reason ?? undefined}>
          {site.reason}
        </span>
      ),
    },
  ];
}

function Company({ site, isRemoval }: { site: PlanSite; isRemoval: boolean }) {
  if (!site.companyName) return null;
  return (
    <span title={site.companyName}>
      {site.companyId === null && !isRemoval ? <Tag tone="busy">New</Tag> : null} <bdi>{site.companyName}</bdi>
      {site.score === null ? null : <span className="muted"> {site.score} %</span>}
    </span>
  );
}

function Lines({ site, take }: { site: PlanSite; take: React.ReactNode }) {
  return (
    <div className={css.lines}>
      {take ?? <span />}
      <div>
        <strong dir="auto">{site.siteName}</strong>
        {site.companyName && site.similar.length === 0 ? (
          <div className={site.group === 'LOOK' ? css.look : 'muted'}>
            → <bdi>{site.companyName}</bdi>
            {site.score === null ? '' : ` ${site.score} %`}
          </div>
        ) : (
          <div className={site.group === 'LOOK' ? css.look : 'muted'}>{site.reason}</div>
        )}
      </div>
    </div>
  );
}
