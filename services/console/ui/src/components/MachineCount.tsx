import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { doneTask, failureOf } from '@/api/decided';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import type { CompanyDetails } from '@/api/types';
import { counted } from '@/lib/words';
import { Ago } from './Ago';
import css from './MachineCount.module.css';
import plain from './plain.module.css';
import { Refused } from './Refused';

/** A decision is never based on a number that is older. */
const LASTS = 15 * 60_000;

/** Why machines cannot be counted now, in a sentence; null if they can. */
export function uncountable(company: CompanyDetails): string | null {
  return company.decisions.find(decision => decision.action === 'COUNT')?.why ?? null;
}

/** The number that a person decides on, or why there is none to decide on yet. */
export function decidable(company: CompanyDetails, now: number): { machines: number } | { why: string } {
  if (uncountable(company) !== null) return { machines: company.machines?.count ?? 0 };
  if (!company.machines) return { why: 'Count the machines first.' };
  const age = now - new Date(company.machines.countedAt).getTime();
  return age > LASTS
    ? { why: 'The machines were counted more than 15 minutes ago. Count them again.' }
    : { machines: company.machines.count };
}

/** How many machines of a company have an agent: counted because a person asks, since GravityZone is asked for it. */
export function MachineCount({ company }: { company: CompanyDetails }) {
  const client = useQueryClient();
  const [progress, setProgress] = useState('');
  const count = useMutation({
    mutationFn: async () => {
      const task = await doneTask(await actions.countMachines(company.id), each =>
        setProgress(each.items.find(item => item.message)?.message ?? each.message ?? ''),
      );
      const failure = failureOf(task);
      if (failure) throw new Problem(422, 'Not counted', `The machines could not be counted. ${failure}`);
      await client.invalidateQueries(queries.company(company.id));
    },
    onSettled: () => setProgress(''),
  });
  const why = uncountable(company);
  const shown = company.machines;
  return (
    <div className={css.machines}>
      <p>
        <strong>
          {shown ? counted(shown.count, 'machine with an agent', 'machines with an agent') : 'Machines with an agent'}
        </strong>
        <span className="muted">
          {shown ? (
            <>
              counted <Ago at={shown.countedAt} />
            </>
          ) : (
            'not counted yet'
          )}
        </span>
        {why === null ? (
          <button
            type="button"
            className={plain.plain}
            aria-disabled={count.isPending}
            onClick={() => count.isPending || count.mutate()}
          >
            {shown ? 'Count again' : 'Count machines'}
          </button>
        ) : null}
      </p>
      {why === null ? null : (
        <p className="muted">
          They cannot be counted now. {why}
          {shown ? '' : ' The company is deleted only if it has none.'}
        </p>
      )}
      <p className="muted" role="status">
        {count.isPending ? `Counting the machines in GravityZone… ${progress}` : ''}
      </p>
      <Refused failure={count.error} />
    </div>
  );
}
