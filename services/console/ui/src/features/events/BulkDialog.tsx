import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { actions } from '@/api/actions';
import { followTask } from '@/api/tasks';
import type { Event, EventAction } from '@/api/types';
import css from '@/components/dialog.module.css';
import { Refused } from '@/components/Refused';
import { counted } from '@/lib/words';

const SHOWN_MAX = 100;

interface Props {
  events: Event[];
  choice: EventAction;
  onClose: () => void;
  onDone: () => void;
}

/** The same action for several events, with its effect and all that it concerns, before it is taken. */
export function BulkDialog({ events, choice, onClose, onDone }: Props) {
  const resolve = useMutation({
    mutationFn: () =>
      actions.resolveAll(
        events.map(event => event.id),
        choice.action,
      ),
    onSuccess: taskId => {
      followTask(taskId);
      onClose();
      onDone();
    },
  });
  return (
    <Modal opened onClose={onClose} size="lg" title={`${choice.label}: ${counted(events.length, 'event')}?`}>
      <div className={css.body}>
        <p>{choice.effect}</p>
        <section className={css.group}>
          <ul>
            {events.slice(0, SHOWN_MAX).map(event => (
              <li key={event.id}>
                <span dir="auto">{event.siteName ?? event.title}</span>
                <span dir="auto" className="muted">
                  {event.companyName}
                </span>
              </li>
            ))}
          </ul>
          {events.length > SHOWN_MAX ? <p className="muted">and {events.length - SHOWN_MAX} more</p> : null}
        </section>
        <Refused failure={resolve.error} />
        <div className={css.buttons}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Back
          </Button>
          <Button loading={resolve.isPending} onClick={() => resolve.mutate()}>
            {choice.label}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
