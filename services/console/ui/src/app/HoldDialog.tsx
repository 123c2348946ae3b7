import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { Problem } from '@/api/problem';
import type { Hold } from '@/api/types';
import { Ago } from '@/components/Ago';
import css from '@/components/dialog.module.css';
import { notify } from '@/components/Notices';
import { Refused } from '@/components/Refused';
import { APPROVING, heldTitle, keeping } from '@/lib/holds';
import { counted } from '@/lib/words';

/** Deletions of many rows at once: which, and what follows from each decision. Approving asks once more. */
export default function HoldDialog({ hold: given, onClose }: { hold: Hold; onClose: () => void }) {
  const client = useQueryClient();
  const [hold, setHold] = useState(given);
  const [isSure, setSure] = useState(false);
  const decide = useMutation({
    mutationFn: (approved: boolean) =>
      actions.decideDeletions(hold.kind === 'UNKNOWN' ? 'SITES' : hold.kind, hold.setId, approved),
    onSuccess: async (_, approved) => {
      await client.invalidateQueries({ queryKey: ['holds'] });
      notify(approved ? 'Approved. Applied with the next check.' : 'Kept.');
      onClose();
    },
    // Another set is missing by now: that is what is to be decided on.
    onError: failure => {
      const present = Problem.from(failure).body.hold;
      if (present) {
        setHold(present);
        setSure(false);
      }
    },
  });
  const deletions = counted(hold.missing, 'deletion');
  const more = hold.missing - hold.names.length;
  return (
    <Modal opened onClose={onClose} size="lg" title={heldTitle(hold)}>
      <div className={css.body}>
        <p>
          So many at once are often a fault, so none counts as deleted. They were first found missing{' '}
          <Ago at={hold.since} />. If enough of them come back, nothing needs to be decided.
        </p>
        <ul className={css.names}>
          {hold.names.map(name => (
            <li key={name} dir="auto">
              {name}
            </li>
          ))}
          {more > 0 ? <li className="muted">and {more.toLocaleString('en')} more</li> : null}
        </ul>
        <dl className={css.effects}>
          <dt>Keep them</dt>
          <dd>{keeping(hold)}</dd>
          <dt>Approve {deletions}</dt>
          <dd>{APPROVING[hold.kind]}</dd>
        </dl>
        {isSure ? (
          <p className={css.sure} role="alert">
            Approve only if you know why they are missing. Exactly these are approved; if another one goes missing in
            the meantime, you are asked again.
          </p>
        ) : null}
        <Refused failure={decide.error} />
        <div className={css.buttons}>
          <Button
            variant={isSure ? 'filled' : 'default'}
            color="red"
            disabled={decide.isPending}
            onClick={() => (isSure ? decide.mutate(true) : setSure(true))}
          >
            {isSure ? `Approve ${deletions}` : `They are really gone: approve ${deletions}…`}
          </Button>
          {hold.decision ? (
            <Button variant="default" data-autofocus onClick={onClose}>
              Close
            </Button>
          ) : (
            <Button data-autofocus disabled={decide.isPending} onClick={() => decide.mutate(false)}>
              Keep them
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
