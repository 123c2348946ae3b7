import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { actions } from '@/api/actions';
import { notify } from '@/components/Notices';
import { Refused } from '@/components/Refused';
import css from './PauseButton.module.css';

/** What a pause means, before it is requested. */
export default function PauseDialog({ onClose }: { onClose: () => void }) {
  const pause = useMutation({
    mutationFn: () => actions.pause(true),
    onSuccess: () => {
      onClose();
      notify('Pause requested.');
    },
  });
  return (
    <Modal opened onClose={onClose} title="Pause work?">
      <p>
        Nothing is read from Datto RMM and GravityZone and nothing is changed there until work is resumed. Links stay as
        they are. A call that is already in progress ends.
      </p>
      <Refused failure={pause.error} />
      <div className={css.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button loading={pause.isPending} onClick={() => pause.mutate()}>
          Pause work
        </Button>
      </div>
    </Modal>
  );
}
