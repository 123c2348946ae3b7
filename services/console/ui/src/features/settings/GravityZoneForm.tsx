import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import type { Settings } from '@/api/types';
import css from './form.module.css';
import { SaveBar, useSave } from './SaveBar';

/** As GravityZone's own screen lists them. */
const RIGHTS: readonly [api: string, purpose: string][] = [
  ['Companies API', 'find and create customer companies'],
  ['Licensing API', 'see which add-ons a company’s licence has'],
  ['Packages API', 'create installation packages and read their links'],
  ['Network API', 'list the companies below yours'],
];

/** Address and key of GravityZone; both are tested before anything is saved. */
export function GravityZoneForm({ settings, onSaved }: { settings: Settings; onSaved?: () => void }) {
  const demo = useQuery(queries.session()).data?.demo;
  const present = settings.gravityZone;
  const [url, setUrl] = useState<string | null>(null);
  const [key, setKey] = useState(present ? '' : (demo?.gravityZoneApiKey ?? ''));
  const accessUrl = url ?? present?.accessUrl ?? demo?.accessUrl ?? '';
  const save = useSave(actions.saveGravityZone, () => {
    setUrl(null);
    setKey('');
    onSaved?.();
  });
  const missing = save.error ? Problem.from(save.error).body.missingPermissions : undefined;
  return (
    <form
      className={css.body}
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault();
        save.mutate({ accessUrl, apiKey: key });
      }}
    >
      {present ? (
        <p className="muted">
          Companies are created below <strong>{present.rootCompany.name}</strong>.
        </p>
      ) : null}
      {present?.conflict ? <p className={css.warn}>{present.conflict}</p> : null}
      <TextInput
        label="Access URL"
        placeholder="https://cloud.gravityzone.bitdefender.com/api"
        value={accessUrl}
        required
        spellCheck={false}
        autoCapitalize="none"
        onChange={event => setUrl(event.currentTarget.value)}
      />
      <TextInput
        label="API key"
        type="password"
        autoComplete="off"
        value={key}
        required={present === null}
        placeholder={present ? `•••• ${present.apiKeyLastFour} · leave empty to keep` : ''}
        onChange={event => setKey(event.currentTarget.value)}
      />
      <details className={css.hint} open={present === null || missing !== undefined}>
        <summary>APIs to select for the key</summary>
        <p className="muted">
          In GravityZone Control Center, signed in as a partner: your name › My Account. The Access URL is under Control
          Center API; the key is made under API keys › Add.
        </p>
        <ul className={css.rights}>
          {RIGHTS.map(([api, purpose]) => (
            <li key={api} data-missing={missing?.includes(api) || undefined}>
              <strong>{api}</strong>
              <span>{purpose}</span>
              <span>{missing ? (missing.includes(api) ? 'missing' : 'found') : ''}</span>
            </li>
          ))}
        </ul>
      </details>
      <SaveBar save={save} label="Check and save" busy="Checking the key with GravityZone…" said="Checked and saved." />
    </form>
  );
}
