import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import type { Event, EventAction, ResolutionBody } from '@/api/types';
import { decidable, MachineCount } from '@/components/MachineCount';
import { Refused } from '@/components/Refused';
import { Skeleton } from '@/components/Said';
import { TypedName } from '@/components/TypedName';
import css from './EventChoice.module.css';
import { deletion } from './resolution';
import own from './SnoozeForm.module.css';

interface Props {
  event: Event;
  choice: EventAction;
  isBusy: boolean;
  onResolve: (body: ResolutionBody) => void;
}

/** Deletes the company: its machines are counted first, and its name is typed. Asked for only when it is opened. */
export function DeleteForm(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={own.snooze} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{props.choice.label}</summary>
      {isOpen ? <Opened {...props} /> : null}
    </details>
  );
}

function Opened({ event, choice, isBusy, onResolve }: Props) {
  const company = useQuery({ ...queries.company(event.companyId ?? ''), enabled: event.companyId !== null });
  const [typed, setTyped] = useState('');
  const isGone = event.companyId === null || (company.error && Problem.from(company.error).status === 404);
  const number = isGone ? { machines: 0 } : company.data ? decidable(company.data, Date.now()) : { why: '' };
  const isReady = typed === event.companyName && 'machines' in number;
  return (
    <form
      className={css.choice}
      onSubmit={submit => {
        submit.preventDefault();
        if (isReady) onResolve(deletion(event, typed, number.machines));
      }}
    >
      <p>{choice.effect}</p>
      {isGone ? (
        <p>The company is not visible, so its machines cannot be counted. It is deleted only if it has none.</p>
      ) : company.data ? (
        <MachineCount company={company.data} />
      ) : company.isError ? (
        <Refused failure={company.error} />
      ) : (
        <Skeleton lines={1} />
      )}
      <p>They are counted again before the company is deleted; if there are more, it is not deleted.</p>
      <TypedName label={`Type the company name: ${event.companyName ?? ''}`} typed={typed} onType={setTyped} />
      {'why' in number && number.why ? <p>{number.why}</p> : null}
      <Button type="submit" color="red" disabled={isBusy || !isReady}>
        Delete company for good
      </Button>
    </form>
  );
}
