import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { actions } from '@/api/actions';
import type { Settings } from '@/api/types';
import { Card } from '@/components/Card';
import css from './form.module.css';
import { NotConnected } from './NotConnected';
import { SaveBar, useSave } from './SaveBar';
import { WithSettings } from './WithSettings';

/** What is published of users, and how many deletions are believed without asking. */
export function SynchronisationPage() {
  return (
    <WithSettings>
      {settings => (
        <Card title="Synchronisation">
          {settings.rmm || settings.gravityZone ? <SynchronisationForm settings={settings} /> : <NotConnected />}
        </Card>
      )}
    </WithSettings>
  );
}

function SynchronisationForm({ settings }: { settings: Settings }) {
  const present = settings.observation;
  const [change, setChange] = useState<{ userEmails?: boolean; guardFloor?: string; guardPercent?: string }>({});
  const save = useSave(actions.saveObservation, () => setChange({}));
  const wanted = {
    userEmails: change.userEmails ?? present.userEmails,
    guardFloor: Number(change.guardFloor ?? present.guardFloor),
    guardPercent: Number(change.guardPercent ?? present.guardPercent),
  };
  const alter = (next: typeof change) => {
    save.reset();
    setChange(old => ({ ...old, ...next }));
  };
  const isSame =
    wanted.userEmails === present.userEmails &&
    wanted.guardFloor === present.guardFloor &&
    wanted.guardPercent === present.guardPercent;
  return (
    <form
      className={css.body}
      onSubmit={event => {
        event.preventDefault();
        save.mutate(wanted);
      }}
    >
      <div className={css.columns}>
        <fieldset>
          <legend>Users of Datto RMM</legend>
          <Checkbox
            label="Publish e-mail addresses"
            checked={wanted.userEmails}
            onChange={event => alter({ userEmails: event.currentTarget.checked })}
          />
          <p className="muted">
            Off: no e-mail address of a user is shown or published, nor a username that is an e-mail address. On:
            everyone who signs in here, and every program that reads the users, sees the addresses. These are personal
            data; switch it on only if you need them.
          </p>
        </fieldset>
        <fieldset>
          <legend>Deletion limit, in 24 hours</legend>
          <div className={css.pair}>
            <TextInput
              label="Minimum"
              type="number"
              min={0}
              max={1000}
              required
              value={change.guardFloor ?? present.guardFloor}
              onChange={event => alter({ guardFloor: event.currentTarget.value })}
            />
            <TextInput
              label="Percent"
              type="number"
              min={0}
              max={100}
              required
              value={change.guardPercent ?? present.guardPercent}
              onChange={event => alter({ guardPercent: event.currentTarget.value })}
            />
          </div>
          <p className="muted">
            The higher of both applies, to sites, users and companies separately. If more than that go missing, none
            counts as deleted, and you are asked on every page. With 5 and 20 %, a list of 100 sites may lose 20 a day.
            0 and 0 asks about every deletion; 100 % never asks.
          </p>
        </fieldset>
      </div>
      <SaveBar
        save={save}
        label="Save"
        busy="Saving…"
        said="Saved. Used from the next check on."
        isUnchanged={isSame}
      />
    </form>
  );
}
