import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { queries } from '@/api/queries';
import type { Plan } from '@/api/types';
import { Ago } from '@/components/Ago';
import { type Column, DataGrid } from '@/components/DataGrid';
import { ListFrame } from '@/components/ListFrame';
import { Empty } from '@/components/Said';
import { actorName, counted } from '@/lib/words';
import css from './PlanPage.module.css';
import { PlanTag } from './PlanTag';
import { PLAN_ACTION, selectionOf } from './plan-words';

const COLUMNS: Column<Plan>[] = [
  {
    id: 'action',
    title: 'What',
    width: 'minmax(0, 1.2fr)',
    cell: plan => (
      <Link to="/plans/$planId" params={{ planId: plan.id }} search={{}} tabIndex={-1} className={css.name}>
        {PLAN_ACTION[plan.action]}
      </Link>
    ),
  },
  { id: 'selection', title: 'Made of', width: 'minmax(0, 1.6fr)', cell: plan => selectionOf(plan) },
  {
    id: 'changes',
    title: 'Changes',
    width: '88px',
    isNumber: true,
    cell: plan => plan.changes.toLocaleString('en'),
  },
  { id: 'state', title: 'State', width: '132px', cell: plan => <PlanTag state={plan.state} /> },
  { id: 'by', title: 'Who', width: '132px', cell: plan => actorName(plan.createdBy) },
  {
    id: 'at',
    title: 'Made',
    width: '108px',
    cell: plan => (
      <span className="muted">
        <Ago at={plan.createdAt} />
      </span>
    ),
  },
];

/** The plans that the console keeps, newest first, with what became of them. */
export function PlansPage() {
  const plans = useQuery(queries.plans());
  const navigate = useNavigate();
  const items = plans.data?.items ?? [];
  return (
    <ListFrame
      title="Plans"
      rows={{
        isFirstLoad: plans.data === undefined,
        failure: plans.error,
        updatedAt: plans.dataUpdatedAt,
        retry: () => void plans.refetch(),
      }}
    >
      <DataGrid<Plan>
        label="Plans"
        columns={COLUMNS}
        total={items.length}
        rowAt={index => items[index]}
        idOf={plan => plan.id}
        compact={plan => (
          <>
            <strong>{PLAN_ACTION[plan.action]}</strong> <PlanTag state={plan.state} />
            <div className="muted">
              {counted(plan.changes, 'change')} · {actorName(plan.createdBy)} · <Ago at={plan.createdAt} />
            </div>
          </>
        )}
        onVisible={() => {}}
        onOpen={plan => void navigate({ to: '/plans/$planId', params: { planId: plan.id }, search: {} })}
        foot={<span>{counted(items.length, 'plan')}; kept as long as the console runs, the newest 20</span>}
        empty={
          <Empty title="No plans" action={<Link to="/sites">Select sites</Link>}>
            Select sites, and link or unlink them: everything is shown as a plan before any of it is done.
          </Empty>
        }
      />
    </ListFrame>
  );
}
