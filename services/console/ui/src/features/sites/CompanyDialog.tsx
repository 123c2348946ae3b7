import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actions, type CompanyOrder } from '@/api/actions';
import { queries } from '@/api/queries';
import { followTask } from '@/api/tasks';
import type { CompanyDetails } from '@/api/types';
import css from '@/components/dialog.module.css';
import { decidable, MachineCount } from '@/components/MachineCount';
import { Refused } from '@/components/Refused';
import { Skeleton } from '@/components/Said';
import { TypedName } from '@/components/TypedName';
import { COMPANY_ACTION } from '@/lib/words';

export type Order = CompanyOrder['action'];

const OTHER = 'other';

interface Props {
  companyId: string;
  action: Order;
  onClose: () => void;
}

/** A decision about the company of a linked site, with what follows from it. */
export default function CompanyDialog({ companyId, action, onClose }: Props) {
  const company = useQuery(queries.company(companyId));
  const verb = COMPANY_ACTION[action];
  return (
    <Modal opened onClose={onClose} size="lg" title={company.data ? `${verb} ${company.data.name}?` : verb}>
      {company.data ? (
        <Known company={company.data} action={action} onClose={onClose} />
      ) : company.isError ? (
        <Refused failure={company.error} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Modal>
  );
}

function Known({ company, action, onClose }: { company: CompanyDetails; action: Order; onClose: () => void }) {
  const client = useQueryClient();
  const [place, setPlace] = useState('');
  const [otherPlace, setOtherPlace] = useState('');
  const [typed, setTyped] = useState('');
  const decide = useMutation({
    mutationFn: (order: CompanyOrder) => actions.company(company.id, order),
    onSuccess: taskId => {
      followTask(taskId);
      onClose();
    },
    // With the refusal comes a new number, if there are more machines than were shown.
    onError: () => void client.invalidateQueries(queries.company(company.id)),
  });
  const why = company.decisions.find(decision => decision.action === action)?.why ?? null;
  const number = decidable(company, Date.now());
  const parentId = place === OTHER ? otherPlace.trim() : place;
  const isComplete =
    action === 'MOVE' ? parentId !== '' : action === 'DELETE' ? typed === company.name && 'machines' in number : true;
  const order = (): CompanyOrder =>
    action === 'MOVE'
      ? { action, parentId }
      : action === 'DELETE'
        ? { action, name: typed, machines: 'machines' in number ? number.machines : 0 }
        : { action };
  const isHarsh = action === 'DELETE' || action === 'SUSPEND';
  return (
    <form
      className={css.body}
      onSubmit={event => {
        event.preventDefault();
        if (isComplete && why === null) decide.mutate(order());
      }}
    >
      {company.site ? (
        <p className="muted">
          Linked to <bdi>{company.site.name}</bdi>
        </p>
      ) : null}
      {why ? <p className={css.sure}>{why}</p> : null}
      <Effect action={action} company={company} />
      {action === 'MOVE' ? (
        <Places company={company} place={place} onPlace={setPlace} other={otherPlace} onOther={setOtherPlace} />
      ) : null}
      {action === 'DELETE' ? (
        <>
          <MachineCount company={company} />
          <TypedName label={`Type the company name: ${company.name}`} typed={typed} onType={setTyped} />
          <p className="muted">
            They are counted again before the company is deleted; if there are more, it is not deleted.
            {company.site?.devices == null
              ? ''
              : ` Datto RMM counts ${company.site.devices} devices in the site, with and without an agent.`}
          </p>
        </>
      ) : null}
      <p className="muted">
        It is done once, after checking the facts again. If they have changed, or it cannot start within 15 minutes,
        nothing is done and the site shows why.
      </p>
      <Refused failure={decide.error} />
      <div className={css.buttons}>
        {action === 'DELETE' && 'why' in number ? <span className={css.aside}>{number.why}</span> : null}
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          {...(isHarsh ? { color: 'red' } : {})}
          loading={decide.isPending}
          disabled={!isComplete || why !== null}
        >
          {action === 'DELETE' ? 'Delete company for good' : COMPANY_ACTION[action]}
        </Button>
      </div>
    </form>
  );
}

function Effect({ action, company }: { action: Order; company: CompanyDetails }) {
  switch (action) {
    case 'SUSPEND':
      return (
        <>
          <p>
            Its users can no longer sign in to GravityZone, and the agents on its machines expire:{' '}
            <strong>the machines are not protected</strong> until the company is activated again.
          </p>
          <p className="muted">
            The link stays, with its package and site variable. Nothing new is installed from it while the company is
            suspended.
          </p>
        </>
      );
    case 'ACTIVATE':
      return <p>Its users can sign in to GravityZone again, and the agents on its machines work again.</p>;
    case 'MOVE':
      return (
        <p>
          The company moves in GravityZone, with everything in it. The link stays. The manager of the company and the
          licence it uses may change.
        </p>
      );
    case 'DELETE':
      return (
        <ol className={css.steps}>
          <li>
            The site variable of <bdi>{company.site?.name ?? 'the site'}</bdi> is removed and the site is unlinked.
          </li>
          <li>
            Then the company is deleted in GravityZone for good, with its users and everything in it. Agents that are
            still installed are no longer managed. <strong>This cannot be undone.</strong>
          </li>
        </ol>
      );
  }
}

interface PlacesProps {
  company: CompanyDetails;
  place: string;
  onPlace: (id: string) => void;
  other: string;
  onOther: (id: string) => void;
}

function Places({ company, place, onPlace, other, onOther }: PlacesProps) {
  const places = useQuery(queries.places(company.id));
  return (
    <>
      <NativeSelect
        label="Move it under"
        value={place}
        data={[
          { value: '', label: 'Choose a place…' },
          ...(places.data ?? []).map(each => ({ value: each.id, label: each.name })),
          { value: OTHER, label: 'Another company or folder, by its id…' },
        ]}
        onChange={event => onPlace(event.currentTarget.value)}
      />
      {place === OTHER ? (
        <TextInput
          label="Id of the company or company folder"
          description="GravityZone shows it in the address of the company, as 24 letters and digits."
          value={other}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          onChange={event => onOther(event.currentTarget.value)}
        />
      ) : null}
      {company.path ? <p className="muted">Present location: {company.path}</p> : null}
      <Refused failure={places.error} />
    </>
  );
}
