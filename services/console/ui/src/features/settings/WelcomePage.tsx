import { Button } from '@mantine/core';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import type { PolicyLevel, Settings } from '@/api/types';
import { Card } from '@/components/Card';
import { Skeleton } from '@/components/Said';
import { SUGGESTING, SUGGESTION_EFFECT, SUGGESTION_LEVEL } from '@/lib/policies';
import { counted } from '@/lib/words';
import { DattoForm } from './DattoForm';
import form from './form.module.css';
import { GravityZoneForm } from './GravityZoneForm';
import { PackageForm } from './PackageForm';
import { SaveBar, useSave } from './SaveBar';
import css from './WelcomePage.module.css';
import { WithSettings } from './WithSettings';

const route = getRouteApi('/welcome/$step');

const STEPS = ['datto', 'gravityzone', 'package', 'start'] as const;
type Step = (typeof STEPS)[number];

const TITLE: Record<Step, string> = {
  datto: 'Datto RMM',
  gravityzone: 'GravityZone',
  package: 'Default package',
  start: 'Preview and start',
};

/** The first run, a step at a time: each is verified before the next, and it ends where the work is. */
export function WelcomePage() {
  const given = route.useParams().step;
  const navigate = useNavigate();
  return (
    <WithSettings>
      {settings => {
        const reached = reachedStep(settings);
        const wanted = STEPS.find(each => each === given) ?? reached;
        // A later step needs what an earlier one connects.
        const step = STEPS.indexOf(wanted) > STEPS.indexOf(reached) && reached !== 'package' ? reached : wanted;
        const go = (to: Step) => void navigate({ to: '/welcome/$step', params: { step: to } });
        return (
          <div className={css.page}>
            <header>
              <h1>Set up Companion</h1>
              <p className="muted">
                Companion links the sites of {settings.tenant.name} in Datto RMM to companies in GravityZone. Nothing is
                changed at either vendor until you link the first site.
              </p>
            </header>
            <Steps settings={settings} step={step} />
            {step === 'datto' ? (
              <Card title="Connect Datto RMM">
                <DattoForm settings={settings} onSaved={() => go('gravityzone')} />
                <Next isShown={settings.rmm !== null} onClick={() => go('gravityzone')} />
              </Card>
            ) : null}
            {step === 'gravityzone' ? (
              <Card title="Connect GravityZone">
                <GravityZoneForm settings={settings} onSaved={() => go('package')} />
                <Next isShown={settings.gravityZone !== null} onClick={() => go('package')} />
              </Card>
            ) : null}
            {step === 'package' ? (
              <Card title="What installation packages contain">
                <p className={form.lead}>
                  Used for every site that is linked from now on. You can change it at any time.
                </p>
                <PackageForm settings={settings} label="Save and continue" onSaved={() => go('start')} />
              </Card>
            ) : null}
            {step === 'start' ? <Start settings={settings} /> : null}
          </div>
        );
      }}
    </WithSettings>
  );
}

/** The first step that is not done. */
function reachedStep(settings: Settings): Step {
  return settings.rmm === null ? 'datto' : settings.gravityZone === null ? 'gravityzone' : 'package';
}

function Steps({ settings, step }: { settings: Settings; step: Step }) {
  const isDone: Record<Step, boolean> = {
    datto: settings.rmm !== null,
    gravityzone: settings.gravityZone !== null,
    package: step === 'start',
    start: false,
  };
  return (
    <ol className={css.steps}>
      {STEPS.map((each, index) => (
        <li key={each} aria-current={each === step ? 'step' : undefined} data-done={isDone[each] || undefined}>
          {isDone[each] ? (
            <IconCircleCheck size={18} stroke={1.8} role="img" aria-label="Done" />
          ) : (
            <b aria-hidden>{index + 1}</b>
          )}
          {isDone[each] && each !== step ? (
            <Link to="/welcome/$step" params={{ step: each }}>
              {TITLE[each]}
            </Link>
          ) : (
            TITLE[each]
          )}
        </li>
      ))}
    </ol>
  );
}

function Next({ isShown, onClick }: { isShown: boolean; onClick: () => void }) {
  if (!isShown) return null;
  return (
    <div className={css.next}>
      <span className="muted">This is connected already.</span>
      <Button variant="default" onClick={onClick}>
        Continue
      </Button>
    </div>
  );
}

/** What was found, and how far Companion may go; then to the sites. */
function Start({ settings }: { settings: Settings }) {
  const navigate = useNavigate();
  const sweeps = useQuery({ ...queries.sweeps(), refetchInterval: 2_000 });
  const counts = useQuery({ ...queries.siteCounts(), refetchInterval: 5_000 }).data;
  const [level, setLevel] = useState<PolicyLevel>(settings.suggestions);
  const save = useSave(actions.savePolicies, () => void navigate({ to: '/sites' }));
  const lists = sweeps.data?.lists ?? [];
  const sites = lists.find(list => list.api === 'DATTO_RMM');
  const companies = lists.find(list => list.api === 'GRAVITYZONE');
  const isRead = sites?.lastReadAt != null && companies?.lastReadAt != null;
  return (
    <Card title="What was found">
      <form
        className={form.body}
        onSubmit={event => {
          event.preventDefault();
          save.mutate({ suggestions: level as 'OBSERVE' | 'SUGGEST' | 'ACT' });
        }}
      >
        {counts && sites && companies ? (
          <dl className={css.found} aria-live="polite">
            <Found title="Managed sites" count={sites.known} />
            <Found title="On-demand, left out" count={sites.onDemand ?? 0} />
            <Found title="Companies" count={companies.known} />
            <Found title="Sites with a match" count={counts.SUGGESTED} />
            <Found title="Sites without one" count={counts.UNLINKED} />
          </dl>
        ) : (
          <Skeleton lines={2} />
        )}
        <p className="muted">
          {isRead
            ? 'Both lists were read to their end.'
            : 'Both vendors are being read; the numbers grow until the first check is done.'}
        </p>
        <fieldset className={css.levels}>
          <legend>What may Companion do with a match?</legend>
          {SUGGESTING.map(each => (
            <label key={each}>
              <input type="radio" name="level" checked={level === each} onChange={() => setLevel(each)} />
              <span>
                <strong>{SUGGESTION_LEVEL[each]}</strong>
                <small>{SUGGESTION_EFFECT[each]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <SaveBar
          save={save}
          label={counts ? `Start with ${counted(sites?.known ?? 0, 'site')}` : 'Start'}
          busy="Saving…"
          said=""
        />
      </form>
    </Card>
  );
}

function Found({ title, count }: { title: string; count: number }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{count.toLocaleString('en')}</dd>
    </div>
  );
}
