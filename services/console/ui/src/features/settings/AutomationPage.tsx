import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import type { EventTypeCount, PolicyLevel, Settings } from '@/api/types';
import { Card } from '@/components/Card';
import { Failed, Skeleton } from '@/components/Said';
import {
  effectOf,
  LEVEL,
  policyRows,
  SUGGESTING,
  SUGGESTION_EFFECT,
  SUGGESTION_LEVEL,
  whenItOpens,
} from '@/lib/policies';
import css from './AutomationPage.module.css';
import form from './form.module.css';
import { NotConnected } from './NotConnected';
import { SaveBar, useSave } from './SaveBar';
import { WithSettings } from './WithSettings';

/** What Companion may do automatically, for each type of event and for linking. */
export function AutomationPage() {
  const types = useQuery(queries.eventTypes());
  return (
    <WithSettings>
      {settings => (
        <Card title="Automation">
          <p className={form.lead}>
            An event opens when Datto RMM, GravityZone and the links differ. Choose for each type what Companion may do
            automatically. <strong>Nothing here ever deletes a company</strong>, and nothing suspends, activates or
            moves one. If an automatic action does not help, you are asked. Manual linking and unlinking always work.
          </p>
          {!settings.rmm && !settings.gravityZone ? (
            <NotConnected />
          ) : types.data ? (
            <PolicyForm settings={settings} types={types.data} />
          ) : types.isError ? (
            <Failed failure={types.error} retry={() => void types.refetch()} />
          ) : (
            <Skeleton lines={12} />
          )}
        </Card>
      )}
    </WithSettings>
  );
}

function PolicyForm({ settings, types }: { settings: Settings; types: EventTypeCount[] }) {
  const [levels, setLevels] = useState<Record<string, PolicyLevel>>({});
  const [suggestions, setSuggestions] = useState<PolicyLevel | null>(null);
  const save = useSave(actions.savePolicies, () => {
    setLevels({});
    setSuggestions(null);
  });
  const levelOf = (type: string) => levels[type] ?? settings.policies[type] ?? 'SUGGEST';
  const altered = Object.entries(levels).filter(([type, level]) => level !== settings.policies[type]);
  const suggesting = suggestions ?? settings.suggestions;
  const isSame = altered.length === 0 && suggesting === settings.suggestions;
  return (
    <form
      className={form.body}
      onSubmit={event => {
        event.preventDefault();
        // Only what was chosen: another person may have changed the rest meanwhile.
        save.mutate({
          policies: Object.fromEntries(altered),
          ...(suggesting === settings.suggestions ? {} : { suggestions: suggesting as 'OBSERVE' | 'SUGGEST' | 'ACT' }),
        });
      }}
    >
      <ul className={css.rows}>
        {policyRows(types).map(row => {
          const [first] = row.types;
          if (!first) return null;
          const level = levelOf(first.type);
          return (
            <li key={first.type}>
              <div className={css.what}>
                {row.types.map(each => (
                  <p key={each.type}>
                    <strong>{each.title}</strong>
                    <span className="muted">{whenItOpens(each.type)}</span>
                  </p>
                ))}
              </div>
              <NativeSelect
                aria-label={`Companion may, for: ${row.types.map(each => each.title).join(', ')}`}
                value={level}
                data={first.levels.map(value => ({ value, label: LEVEL[value] }))}
                onChange={event => {
                  save.reset();
                  const chosen = event.currentTarget.value as PolicyLevel;
                  setLevels(old => ({ ...old, ...Object.fromEntries(row.types.map(each => [each.type, chosen])) }));
                }}
              />
              <p className={css.effect} aria-live="polite">
                {effectOf(first.type, level)}
              </p>
            </li>
          );
        })}
        <li>
          <div className={css.what}>
            <p>
              <strong>Company found for a site</strong>
              <span className="muted">a site is not linked, and a company matches its name</span>
            </p>
          </div>
          <NativeSelect
            aria-label="Companion may, for: company found for a site"
            value={suggesting}
            data={SUGGESTING.map(value => ({ value, label: SUGGESTION_LEVEL[value] }))}
            onChange={event => {
              save.reset();
              setSuggestions(event.currentTarget.value as PolicyLevel);
            }}
          />
          <p className={css.effect} aria-live="polite">
            {SUGGESTION_EFFECT[suggesting]}
          </p>
        </li>
      </ul>
      <SaveBar
        save={save}
        label="Save"
        busy="Saving…"
        said="Saved. Used for new and for open events."
        isUnchanged={isSame}
      />
    </form>
  );
}
