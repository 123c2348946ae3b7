import { Button, Popover } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconLoader2 from '@tabler/icons-react/icons/IconLoader2';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { actions } from '@/api/actions';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import { followTask, useFollowedTask } from '@/api/tasks';
import type { Task } from '@/api/types';
import { notify } from '@/components/Notices';
import { duration } from '@/lib/time';
import { counted, ITEM_STATE, TASK_STATE, taskName } from '@/lib/words';
import css from './TaskChip.module.css';

const ITEMS_SHOWN = 100;

function isRunning(task: Task): boolean {
  return task.state === 'PENDING' || task.state === 'RUNNING';
}

/** The task that runs, on every page: how far, for how long, each item, and how to stop it. */
export function TaskChip() {
  const id = useFollowedTask();
  const task = useQuery({ ...queries.task(id ?? ''), enabled: id !== null, refetchInterval: 5_000 });
  const isGone = task.error !== null && Problem.from(task.error).status === 404;
  useEffect(() => {
    if (isGone) followTask(null);
  }, [isGone]);
  if (id === null || !task.data) return null;
  return <Chip task={task.data} />;
}

function Chip({ task }: { task: Task }) {
  const runs = isRunning(task);
  const Icon = runs ? IconLoader2 : task.state === 'SUCCEEDED' ? IconCircleCheck : IconAlertTriangle;
  const progress = task.total > 0 ? `${task.done + task.failed + task.cancelled} of ${task.total}` : '';
  return (
    <Popover position="bottom-end" width={380} withinPortal>
      <Popover.Target>
        <button type="button" className={css.chip} data-state={runs ? 'runs' : task.state}>
          <Icon size={15} stroke={1.8} aria-hidden className={runs ? css.turns : undefined} />
          <span className={css.name}>{taskName(task.type)}</span>
          <span>{runs ? progress : TASK_STATE[task.state]}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <TaskItems task={task} />
      </Popover.Dropdown>
    </Popover>
  );
}

function TaskItems({ task }: { task: Task }) {
  const cancel = useMutation({
    mutationFn: () => actions.cancel(task.id),
    onError: failure => notify(failure.message),
  });
  const left = task.estimatedSecondsLeft;
  return (
    <div className={css.task}>
      <header>
        <h2>{taskName(task.type)}</h2>
        <p className="muted">
          {[
            `${task.done} done`,
            task.failed > 0 ? `${task.failed} failed` : '',
            task.cancelled > 0 ? `${task.cancelled} cancelled` : '',
            isRunning(task) && left !== null ? `about ${duration(left)} left` : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      {task.message ? <p>{task.message}</p> : null}
      <ul>
        {task.items.slice(0, ITEMS_SHOWN).map(item => (
          <li key={`${item.siteUid}${item.eventId ?? ''}`}>
            <strong dir="auto">{item.siteName}</strong>
            <span data-state={item.state}>{ITEM_STATE[item.state]}</span>
            {item.message && item.state !== 'SUCCEEDED' ? <p className="muted">{item.message}</p> : null}
          </li>
        ))}
      </ul>
      {task.items.length > ITEMS_SHOWN ? (
        <p className="muted">and {counted(task.items.length - ITEMS_SHOWN, 'more item')}</p>
      ) : null}
      <footer>
        {task.cancellable > 0 ? (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel {task.cancellable} not started
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" onClick={() => followTask(null)}>
          {isRunning(task) ? 'Hide' : 'Close'}
        </Button>
      </footer>
    </div>
  );
}
