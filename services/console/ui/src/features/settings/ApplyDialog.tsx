import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { actions } from '@/api/actions';
import { followTask } from '@/api/tasks';
import type { PackageEstimate } from '@/api/types';
import css from '@/components/dialog.module.css';
import { Refused } from '@/components/Refused';
import { duration } from '@/lib/time';
import { counted } from '@/lib/words';

/** As many as one task may change. */
const AT_ONCE = 2_000;

/** How much work it is to change the packages that exist, before any of it is done. */
export default function ApplyDialog({ estimate, onClose }: { estimate: PackageEstimate; onClose: () => void }) {
  const { links, calls, seconds } = estimate;
  const isTooMany = links > AT_ONCE;
  const apply = useMutation({
    mutationFn: () => actions.applyPackage(isTooMany ? AT_ONCE : undefined),
    onSuccess: taskId => {
      followTask(taskId);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Apply to existing packages?">
      <div className={css.body}>
        <p>
          {counted(links, 'package differs', 'packages differ')} from the default package. Changing{' '}
          {links === 1 ? 'it' : 'them'} takes about {counted(calls, 'call')} to the vendors and {duration(seconds)}.
          {isTooMany
            ? ` At most ${counted(AT_ONCE, 'package')} can be changed at once: start with the first by name, and continue when they are done.`
            : ''}
        </p>
        <p className="muted">
          Each package gets the content of the saved default package and is verified. Its link and the site variable
          stay, unless GravityZone gives the package another link. Installed agents keep what they have. What has not
          started can be cancelled.
        </p>
        <Refused failure={apply.error} />
        <div className={css.buttons}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button loading={apply.isPending} onClick={() => apply.mutate()}>
            {isTooMany ? `Apply to the first ${AT_ONCE.toLocaleString('en')}` : `Apply to ${counted(links, 'package')}`}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
