import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { Problem } from '@/api/problem';
import { followTask } from '@/api/tasks';
import type { Event, EventAction } from '@/api/types';
import css from '@/components/dialog.module.css';
import { Refused } from '@/components/Refused';
import { counted } from '@/lib/words';
import { snoozed } from './resolution';
import { SnoozeEnds } from './SnoozeEnds';

const SHOWN_MAX = 100;

interface Props {
  events: Event[];
  choice: EventAction;
  onClose: () => void;
  onDone: () => void;
}

/** The same action for several events, with its effect and all that it concerns, before it is taken. */
export function BulkDialog({ events, choice, onClose, onDone }: Props) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(7);
  const isSnooze = choice.action === 'IGNORE';
  const kept = events.filter(event => !left.has(event.id));
  const resolve = useMutation({
    mutationFn: () =>
      actions.resolveAll(
        kept.map(event => event.id),
        choice.action,
        isSnooze ? snoozed(reason, days, Date.now()) : {},
      ),
    onSuccess: taskId => {
      followTask(taskId);
      onClose();
      onDone();
    },
  });
  const refused = resolve.error ? (Problem.from(resolve.error).body.refusals ?? []) : [];
  const leaveOut = () => {
    setLeft(new Set([...left, ...refused.flatMap(each => (each.id ? [each.id] : []))]));
    resolve.reset();
  };
  const nameOf = (event: Event | undefined) => event?.siteName ?? event?.title;
  return (
    <Modal opened onClose={onClose} size="lg" title={`${choice.label}: ${counted(kept.length, 'event')}?`}>
      <div className={css.body}>
        <p>{choice.effect}</p>
        <section className={css.group}>
          <ul>
            {kept.slice(0, SHOWN_MAX).map(event => (
              <li key={event.id}>
                <span dir="auto">{event.siteName ?? event.title}</span>
                <span dir="auto" className="muted">
                  {event.companyName}
                </span>
              </li>
            ))}
          </ul>
          {kept.length > SHOWN_MAX ? <p className="muted">and {kept.length - SHOWN_MAX} more</p> : null}
        </section>
        {isSnooze ? (
          <>
            <TextInput
              label="Reason"
              value={reason}
              required
              maxLength={500}
              onChange={change => setReason(change.currentTarget.value)}
            />
            <SnoozeEnds days={days} onDays={setDays} />
          </>
        ) : null}
        <Refused failure={resolve.error} nameOf={uid => nameOf(events.find(event => event.siteUid === uid))} />
        <div className={css.buttons}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Back
          </Button>
          {refused.length > 0 && refused.length < kept.length ? (
            <Button onClick={leaveOut}>Leave {counted(refused.length, 'event')} out</Button>
          ) : (
            <Button
              loading={resolve.isPending}
              disabled={kept.length === 0 || (isSnooze && reason.trim() === '')}
              onClick={() => resolve.mutate()}
            >
              {isSnooze ? 'Snooze' : choice.label}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
