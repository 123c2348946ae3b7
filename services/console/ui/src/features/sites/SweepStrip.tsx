import { useMutation, useQuery } from '@tanstack/react-query';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import { followTask } from '@/api/tasks';
import type { Sweeps } from '@/api/types';
import { Ago } from '@/components/Ago';
import { notify } from '@/components/Notices';
import plain from '@/components/plain.module.css';
import { VENDOR } from '@/lib/vendors';
import { counted } from '@/lib/words';
import css from './SweepStrip.module.css';

/** How old the lists are, what is being read, and reading them now. */
export function SweepStrip() {
  const sweeps = useQuery(queries.sweeps()).data;
  const check = useMutation({
    mutationFn: actions.checkNow,
    onSuccess: followTask,
    onError: failure => notify(failure.message),
  });
  const find = useMutation({
    mutationFn: actions.findLinks,
    onSuccess: taskId => {
      followTask(taskId);
      notify('Searching. What is found is shown as a match, and nothing is linked before you accept it.');
    },
    onError: failure => notify(failure.message),
  });
  if (!sweeps || (sweeps.lists.length === 0 && !sweeps.possible)) return null;
  const search = sweeps.linkSearch;
  return (
    <section className={css.strip} aria-label="Checks">
      <ul>
        {sweeps.lists.map(list => (
          <li key={list.api}>
            <strong>{VENDOR[list.api]}</strong> {saysOf(list)}
            {list.lastReadAt && !list.reading ? (
              <span className="muted">
                {' · last checked '}
                <Ago at={list.lastReadAt} />
              </span>
            ) : null}
          </li>
        ))}
        {sweeps.requestedAt ? (
          <li className="muted">
            Last manual check: <Ago at={sweeps.requestedAt} />
            {sweeps.endedAt ? ', done' : sweeps.possible ? ', in progress' : ', waits until work is resumed'}
          </li>
        ) : null}
        {search ? (
          <li>
            <strong>Earlier links</strong> {search.message}
          </li>
        ) : null}
      </ul>
      <span className={css.buttons}>
        <button
          type="button"
          className={plain.plain}
          disabled={!sweeps.possible || find.isPending}
          title="Reads the site variable of each site and suggests the company whose installation link it holds. Changes nothing."
          onClick={() => find.mutate()}
        >
          Find earlier links
        </button>
        <button
          type="button"
          className={plain.plain}
          disabled={!sweeps.possible || check.isPending}
          title={sweeps.possible ? 'Checks both vendors now' : 'Work is paused; resume it first'}
          onClick={() => check.mutate()}
        >
          Check now
        </button>
      </span>
    </section>
  );
}

function saysOf(list: Sweeps['lists'][number]): string {
  const count = (number: number) =>
    list.api === 'GRAVITYZONE' ? counted(number, 'company', 'companies') : counted(number, 'site');
  if (list.reading && list.read !== null) {
    return list.total === null
      ? `${count(list.read)} read so far…`
      : `${list.read.toLocaleString('en')} of ${count(list.total)} read…`;
  }
  return list.first && list.known === 0 ? 'not read yet' : count(list.known);
}
