import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import type { Settings } from '@/api/types';
import css from './form.module.css';
import { SaveBar, useSave } from './SaveBar';

/** Address and keys of Datto RMM; all are tested before anything is saved. */
export function DattoForm({ settings, onSaved }: { settings: Settings; onSaved?: () => void }) {
  const demo = useQuery(queries.session()).data?.demo;
  const present = settings.rmm;
  const [url, setUrl] = useState<string | null>(null);
  const [key, setKey] = useState(present ? '' : (demo?.apiKey ?? ''));
  const [secret, setSecret] = useState(present ? '' : (demo?.apiSecretKey ?? ''));
  const apiUrl = url ?? present?.apiUrl ?? demo?.apiUrl ?? '';
  const save = useSave(actions.saveRmm, () => {
    setUrl(null);
    setKey('');
    setSecret('');
    onSaved?.();
  });
  return (
    <form
      className={css.body}
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault();
        save.mutate({ apiUrl, apiKey: key, apiSecretKey: secret });
      }}
    >
      <p className="muted">
        Used in the background to read sites and write the site variable, even when no person is signed in.
      </p>
      <TextInput
        label="API URL"
        placeholder="https://merlot-api.centrastage.net"
        value={apiUrl}
        required
        spellCheck={false}
        autoCapitalize="none"
        onChange={event => setUrl(event.currentTarget.value)}
      />
      <TextInput
        label="API key"
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="none"
        value={key}
        required={present === null}
        placeholder={present ? `•••• ${present.apiKeyLastFour} · leave empty to keep` : ''}
        onChange={event => setKey(event.currentTarget.value)}
      />
      <TextInput
        label="API secret key"
        type="password"
        autoComplete="off"
        value={secret}
        required={present === null}
        placeholder={present ? 'leave empty to keep' : ''}
        onChange={event => setSecret(event.currentTarget.value)}
      />
      <SaveBar save={save} label="Check and save" busy="Checking the keys with Datto RMM…" said="Checked and saved." />
    </form>
  );
}
