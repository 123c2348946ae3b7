import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { begunTask, failureOf } from '@/api/decided';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import type { Reset } from '@/api/types';
import { Ago } from '@/components/Ago';
import { Card } from '@/components/Card';
import { Refused } from '@/components/Refused';
import { Failed, Outdated, Skeleton } from '@/components/Said';
import { Tag } from '@/components/StateBadge';
import { TypedName } from '@/components/TypedName';
import { actorName, serviceName } from '@/lib/words';
import { Disconnect } from './Disconnect';
import css from './form.module.css';
import { WithSettings } from './WithSettings';

/** What cannot be undone: erasing the account here. Nothing at the vendors is touched by it. */
export function DangerPage() {
  const reset = useQuery(queries.reset());
  const retry = () => void reset.refetch();
  if (!reset.data) {
    return reset.isError ? <Failed failure={reset.error} retry={retry} /> : <Skeleton lines={8} />;
  }
  const { underWay, last } = reset.data;
  return (
    <>
      {reset.isError ? <Outdated since={reset.dataUpdatedAt} failure={reset.error} retry={retry} /> : null}
      <Disconnect />
      <Card title="Reset" aside={underWay ? <Tag tone="busy">Erasing</Tag> : null}>
        <div className={css.body}>
          {underWay ? <UnderWay underWay={underWay} /> : <ResetForm />}
          {last && !underWay ? <Receipt last={last} /> : null}
        </div>
      </Card>
    </>
  );
}

function UnderWay({ underWay }: { underWay: NonNullable<Reset['underWay']> }) {
  return (
    <p role="status">
      Erasing since <Ago at={underWay.startedAt} />.{' '}
      {underWay.erased.length > 0 ? `Done: ${underWay.erased.map(serviceName).join(', ')}. ` : ''}
      {underWay.waitingFor.length > 0 ? `At work: ${underWay.waitingFor.map(serviceName).join(', ')}. ` : ''}
      Calls in progress are finished first, which can take a minute or two. Requests are refused until that is done.
    </p>
  );
}

function Receipt({ last }: { last: NonNullable<Reset['last']> }) {
  return (
    <section className={css.note}>
      <h3>
        Last reset <Ago at={last.at} /> · {actorName(last.by)}
      </h3>
      <p>Erased, in keys of each topic: {last.receipt}.</p>
      <p className="muted">{last.kept}</p>
    </section>
  );
}

function ResetForm() {
  return <WithSettings>{settings => <ResetNamed name={settings.tenant.name} />}</WithSettings>;
}

function ResetNamed({ name }: { name: string }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const reset = useMutation({
    mutationFn: async () => {
      const failure = failureOf(await begunTask(await actions.reset(typed)));
      if (failure) throw new Problem(422, 'Not reset', failure);
    },
    onSuccess: async () => {
      setTyped('');
      await client.invalidateQueries();
    },
  });
  return (
    <form
      className={css.plainBody}
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault();
        reset.mutate();
      }}
    >
      <p>
        Erases everything that Companion holds of <strong>{name}</strong>: the keys first, then settings, links and
        their states, matches, events, tasks, and the lists read from both vendors. Work stops, and a root company in
        GravityZone is released for other accounts. <strong>This cannot be undone.</strong>
      </p>
      <p className="muted">
        Nothing is changed in Datto RMM or GravityZone: companies, packages and site variables stay, and links are not
        taken back. The audit trail and what was published about past changes are kept for their time and no longer.
        Revoke the API keys at both vendors yourself. You stay signed in and can set the account up again.
      </p>
      <TypedName label={`Type ${name} to confirm`} typed={typed} onType={setTyped} />
      <Refused failure={reset.error} />
      <div className={css.foot}>
        <span role="status">{reset.isPending ? 'Stopping work…' : ''}</span>
        <Button type="submit" color="red" loading={reset.isPending} disabled={typed.trim() !== name.trim()}>
          Erase everything
        </Button>
      </div>
    </form>
  );
}
