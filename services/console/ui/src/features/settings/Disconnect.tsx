import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { begunTask, failureOf } from '@/api/decided';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import type { Connection, Settings } from '@/api/types';
import { Ago } from '@/components/Ago';
import { Card } from '@/components/Card';
import { Refused } from '@/components/Refused';
import { Failed, Skeleton } from '@/components/Said';
import { Tag } from '@/components/StateBadge';
import { TypedName } from '@/components/TypedName';
import { VENDOR } from '@/lib/vendors';
import { actorName, counted } from '@/lib/words';
import css from './form.module.css';
import { WithSettings } from './WithSettings';

/** Ends the calls to one vendor and removes its keys. What Companion knows stays, so it can be connected again. */
export function Disconnect() {
  const connections = useQuery(queries.connections());
  if (!connections.data) {
    return connections.isError ? (
      <Failed failure={connections.error} retry={() => void connections.refetch()} />
    ) : (
      <Skeleton lines={6} />
    );
  }
  return (
    <WithSettings>
      {settings =>
        connections.data.map(connection => (
          <Card
            key={connection.vendor}
            title={`Disconnect ${VENDOR[connection.vendor]}`}
            aside={connection.connected ? null : <Tag tone="idle">Not connected</Tag>}
          >
            <div className={css.body}>
              {connection.connected ? (
                <Form vendor={connection.vendor} settings={settings} />
              ) : (
                <Receipt connection={connection} />
              )}
            </div>
          </Card>
        ))
      }
    </WithSettings>
  );
}

/** What was removed, by whom, what waits, and the way back. */
function Receipt({ connection }: { connection: Connection }) {
  const { disconnected, vendor } = connection;
  if (!disconnected) return <p className="muted">No key of {VENDOR[vendor]} is stored.</p>;
  return (
    <section className={css.note}>
      <h3>
        Disconnected <Ago at={disconnected.at} />
        {disconnected.by ? ` · ${actorName(disconnected.by)}` : ''}
      </h3>
      {disconnected.removed ? <p>Removed: {disconnected.removed}.</p> : null}
      <p className="muted">
        {disconnected.links > 0 ? `${counted(disconnected.links, 'link')} kept; work on them waits. ` : ''}
        {VENDOR[vendor]} is not called. <Link to="/settings/connections">Connect again</Link> with new keys to continue.
      </p>
    </section>
  );
}

/** The form is small until a person begins, so that two of them are not a wall of warnings. */
function Form({ vendor, settings }: { vendor: Connection['vendor']; settings: Settings }) {
  const name = settings.tenant.name;
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const disconnect = useMutation({
    mutationFn: async () => {
      const failure = failureOf(await begunTask(await actions.disconnect(vendor, typed)));
      if (failure) throw new Problem(422, 'Not disconnected', failure);
    },
    onSuccess: async () => {
      await client.invalidateQueries();
    },
  });
  return (
    <form
      className={css.plainBody}
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault();
        disconnect.mutate();
      }}
    >
      <p>
        Removes the stored keys of {VENDOR[vendor]} and ends the calls to it. Links, settings, events and history stay,
        and nothing is changed at the vendors. Work continues when you save new keys.
      </p>
      {isOpen ? (
        <>
          <p className="muted">Revoke the API key at the vendor yourself if it is not to be used any more.</p>
          <TypedName label={`Type ${name} to confirm`} typed={typed} onType={setTyped} />
          <Refused failure={disconnect.error} />
        </>
      ) : null}
      <div className={css.foot}>
        <span role="status">{disconnect.isPending ? 'Removing the keys…' : ''}</span>
        {isOpen ? (
          <Button type="submit" color="red" loading={disconnect.isPending} disabled={typed.trim() !== name.trim()}>
            Disconnect {VENDOR[vendor]}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            Disconnect {VENDOR[vendor]}…
          </Button>
        )}
      </div>
    </form>
  );
}
