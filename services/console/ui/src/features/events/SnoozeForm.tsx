import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Event, ResolutionBody } from '@/api/types';
import css from './EventChoice.module.css';
import { snooze } from './resolution';
import { SnoozeEnds } from './SnoozeEnds';
import own from './SnoozeForm.module.css';

interface Props {
  event: Event;
  isBusy: boolean;
  onSnooze: (body: ResolutionBody) => void;
}

/** Hides an event with a reason and an end; it returns earlier if its facts change. */
export function SnoozeForm({ event, isBusy, onSnooze }: Props) {
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(7);
  if (!event.choices.some(choice => choice.action === 'IGNORE')) return null;
  return (
    <details className={own.snooze}>
      <summary>Snooze</summary>
      <form
        className={css.choice}
        onSubmit={submit => {
          submit.preventDefault();
          onSnooze(snooze(event, reason, days, Date.now()));
        }}
      >
        <p>Nothing is changed. The event returns at the end, or as soon as its facts change.</p>
        <TextInput label="Reason" value={reason} required onChange={change => setReason(change.currentTarget.value)} />
        <SnoozeEnds days={days} onDays={setDays} />
        <Button type="submit" variant="default" disabled={isBusy || reason.trim() === ''}>
          Snooze
        </Button>
      </form>
    </details>
  );
}
