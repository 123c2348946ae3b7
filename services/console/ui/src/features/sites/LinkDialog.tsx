import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { Problem } from '@/api/problem';
import { queries } from '@/api/queries';
import { followTask } from '@/api/tasks';
import type { LinkBody, Site } from '@/api/types';
import css from '@/components/dialog.module.css';
import { Refused } from '@/components/Refused';

/** The choice for a new company, beside the ids of those that exist. */
const NEW = 'new';

interface Similar {
  companyId: string;
  companyName: string;
  score: number;
}

/** Chooses the company of one site, or a name for a new one. */
export default function LinkDialog({ site, onClose }: { site: Site; onClose: () => void }) {
  const best = site.suggestion;
  const [search, setSearch] = useState('');
  const [q] = useDebouncedValue(search, 200);
  const [chosen, setChosen] = useState(best ? best.companyId : site.namesake ? '' : NEW);
  // Said on the button: after another search, the chosen company may be out of sight.
  const [chosenName, setChosenName] = useState(best?.companyName ?? '');
  const choose = (id: string, companyName: string) => {
    setChosen(id);
    setChosenName(companyName);
  };
  const [name, setName] = useState(site.proposedCompanyName ?? site.name);
  const companies = useQuery({ ...queries.companies(q), placeholderData: keepPreviousData });
  const link = useMutation({
    mutationFn: (besides: string[]) =>
      actions.link([{ siteUid: site.siteUid, company: companyOf(chosen, name, besides) }]),
    onSuccess: taskId => {
      followTask(taskId);
      onClose();
    },
  });
  const similar = similarIn(link.error);
  const isNew = chosen === NEW;
  const others = (companies.data?.items ?? []).filter(company => company.id !== best?.companyId);

  return (
    <Modal opened onClose={onClose} size="lg" title={`Link ${site.name}`}>
      <form
        className={css.body}
        onSubmit={event => {
          event.preventDefault();
          link.mutate(similar.map(each => each.companyId));
        }}
      >
        <TextInput
          label="Company in GravityZone"
          placeholder="Search companies that are not linked yet"
          value={search}
          autoComplete="off"
          data-autofocus
          onChange={event => setSearch(event.currentTarget.value)}
        />
        <div className={css.list} role="radiogroup" aria-label="Company">
          {best ? (
            <Choice id={best.companyId} name={best.companyName} chosen={chosen} onChoose={choose}>
              {best.state === 'DISPUTED' ? 'others match equally well' : `${best.score} % match`}
            </Choice>
          ) : null}
          {others.map(company => (
            <Choice key={company.id} id={company.id} name={company.name} chosen={chosen} onChoose={choose}>
              {company.suspended ? 'suspended' : null}
            </Choice>
          ))}
          <Choice id={NEW} name="Create a new company" chosen={chosen} onChoose={choose}>
            {site.namesake ? 'a company of this name exists' : null}
          </Choice>
        </div>
        {companies.isError ? <Refused failure={companies.error} /> : null}
        {isNew ? (
          <TextInput
            label="Name of the new company"
            description="Company names are unique in GravityZone. At most 64 characters."
            value={name}
            required
            onChange={event => setName(event.currentTarget.value)}
          />
        ) : null}
        {similar.length > 0 ? (
          <p role="alert">
            Similar companies exist: {similar.map(each => `“${each.companyName}” (${each.score} % match)`).join(', ')}.
            Choose one of them above, or create the new one beside them.
          </p>
        ) : (
          <Refused failure={link.error} nameOf={() => site.name} />
        )}
        <div className={css.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={link.isPending} disabled={chosen === '' || (isNew && name.trim() === '')}>
            {!isNew
              ? `Link to ${chosenName || '…'}`
              : similar.length > 0
                ? 'Create company beside them'
                : 'Create company and link'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface ChoiceProps {
  id: string;
  name: string;
  chosen: string;
  onChoose: (id: string, name: string) => void;
  children: React.ReactNode;
}

function Choice({ id, name, chosen, onChoose, children }: ChoiceProps) {
  return (
    <label>
      <input type="radio" name="company" value={id} checked={chosen === id} onChange={() => onChoose(id, name)} />
      <bdi>{name}</bdi>
      {children ? <small>{children}</small> : null}
    </label>
  );
}

function companyOf(chosen: string, name: string, besides: string[]): LinkBody['company'] {
  if (chosen !== NEW) return { id: chosen };
  return besides.length > 0 ? { name, besides } : { name };
}

/** The near twins for which a new company was refused; naming them says that a person has seen them. */
function similarIn(failure: unknown): Similar[] {
  if (!failure) return [];
  return (Problem.from(failure).body.refusals ?? []).flatMap(
    refusal => (refusal.similar ?? []) as unknown as Similar[],
  );
}
