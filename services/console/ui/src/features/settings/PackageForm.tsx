import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { actions } from '@/api/actions';
import type { DefaultPackageBody, PackageEstimate, Settings } from '@/api/types';
import { Ago } from '@/components/Ago';
import css from './form.module.css';
import { ADD_ONS, changed, coverage, isSame, LANGUAGE, type Language, MODULES } from './package';
import { SaveBar, useSave } from './SaveBar';

interface Props {
  settings: Settings;
  /** What the licences of the linked companies mean for each add-on; null while it is not known. */
  licences?: PackageEstimate['addOns'] | null;
  onSaved?: () => void;
  /** Saves even if nothing was changed, as a step that is confirmed. */
  label?: string;
}

/** What the package of every site that is linked from now on contains. */
export function PackageForm({ settings, licences = null, onSaved, label }: Props) {
  const [change, setChange] = useState<DefaultPackageBody>({});
  const present = settings.defaultPackage;
  const wanted = changed(present, change);
  const save = useSave(actions.savePackage, () => {
    setChange({});
    onSaved?.();
  });
  const alter = (next: DefaultPackageBody) => {
    save.reset();
    setChange(old => ({
      ...old,
      ...next,
      modules: { ...old.modules, ...next.modules },
      addOns: { ...old.addOns, ...next.addOns },
    }));
  };
  return (
    <form
      className={css.body}
      onSubmit={event => {
        event.preventDefault();
        save.mutate({
          modules: wanted.modules,
          addOns: wanted.addOns,
          removeCompetitors: wanted.removeCompetitors,
          language: wanted.language as Language,
        });
      }}
    >
      <div className={css.columns}>
        <fieldset>
          <legend>Modules</legend>
          <Checkbox label="Antimalware" description="Always included" checked disabled readOnly />
          {MODULES.map(([name, title]) => (
            <Checkbox
              key={name}
              label={title}
              checked={wanted.modules[name] ?? false}
              onChange={event => alter({ modules: { [name]: event.currentTarget.checked } })}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend>Add-ons</legend>
          {ADD_ONS.map(([name, title]) => (
            <Checkbox
              key={name}
              label={title}
              description={<Licence of={licences?.find(each => each.addOn === name)} />}
              checked={wanted.addOns[name] ?? false}
              onChange={event => alter({ addOns: { [name]: event.currentTarget.checked } })}
            />
          ))}
          <p className="muted">
            Included if the company’s licence covers it. A licence is read when a package is made or changed, and again
            every 15 minutes while an add-on is left out.
          </p>
        </fieldset>
        <fieldset>
          <legend>Installing</legend>
          <Checkbox
            label="Remove other security software"
            description="Recommended. Two products on one device slow each other down."
            checked={wanted.removeCompetitors}
            onChange={event => alter({ removeCompetitors: event.currentTarget.checked })}
          />
          {wanted.removeCompetitors ? null : (
            <p className={css.warn}>
              Devices that have another product keep it: both then check the same files, and the agent may refuse to
              install.
            </p>
          )}
          <NativeSelect
            label="Language of the agent"
            value={wanted.language}
            data={Object.entries(LANGUAGE).map(([value, name]) => ({ value, label: name }))}
            onChange={event => alter({ language: event.currentTarget.value as Language })}
          />
        </fieldset>
      </div>
      <SaveBar
        save={save}
        label={label ?? 'Save'}
        busy="Saving…"
        said="Saved. Used for later links at once."
        isUnchanged={label === undefined && isSame(present, wanted)}
      />
    </form>
  );
}

/** How many packages have the add-on, how many lack it because the licence does not cover it, and when that was last found. */
function Licence({ of }: { of: PackageEstimate['addOns'][number] | undefined }) {
  const says = of ? coverage(of) : null;
  if (!of || !says) return null;
  return (
    <span className={of.leftOut > 0 ? css.lacks : undefined}>
      {says}
      {of.foundAt ? (
        <>
          {' '}
          · found <Ago at={of.foundAt} />
        </>
      ) : null}
    </span>
  );
}
