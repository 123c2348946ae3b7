import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Event, EventAction, ResolutionBody } from '@/api/types';
import css from './EventChoice.module.css';
import { resolution, takesName } from './resolution';

interface Props {
  event: Event;
  choice: EventAction;
  isRecommended: boolean;
  isBusy: boolean;
  onResolve: (body: ResolutionBody) => void;
}

/** One action, its effect above its button. What cannot be undone asks once more. */
export function EventChoice({ event, choice, isRecommended, isBusy, onResolve }: Props) {
  const [name, setName] = useState(choice.proposedName ?? '');
  const [isSure, setSure] = useState(false);
  const asks = choice.destructive && !isSure;
  return (
    <form
      className={css.choice}
      data-recommended={isRecommended || undefined}
      onSubmit={submit => {
        submit.preventDefault();
        if (asks) setSure(true);
        else onResolve(resolution(event, choice, name));
      }}
    >
      <h4>
        {choice.label}
        {isRecommended ? <span>Recommended</span> : null}
      </h4>
      <p>{choice.effect}</p>
      {takesName(choice) ? (
        <TextInput
          label="Name of the company"
          value={name}
          required={choice.needsName}
          onChange={change => setName(change.currentTarget.value)}
        />
      ) : null}
      {choice.destructive && isSure ? <p className={css.sure}>This cannot be undone.</p> : null}
      <Button
        type="submit"
        variant={isRecommended ? 'filled' : 'default'}
        color={choice.destructive && isSure ? 'red' : undefined}
        disabled={isBusy}
      >
        {choice.destructive && isSure ? `${choice.label} for good` : choice.label}
        {asks ? '…' : ''}
      </Button>
    </form>
  );
}
