import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { followTask } from '@/api/tasks';
import type { Site } from '@/api/types';
import css from '@/components/dialog.module.css';
import { Refused } from '@/components/Refused';

/** Removes links. The companies stay, and the package unless it is asked for. */
export default function UnlinkDialog({ site, onClose }: { site: Site; onClose: () => void }) {
  const [deletePackages, setDeletePackages] = useState(false);
  const unlink = useMutation({
    mutationFn: () => actions.unlink([site.siteUid], deletePackages),
    onSuccess: taskId => {
      followTask(taskId);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={`Unlink ${site.name}?`}>
      <div className={css.body}>
        <p>
          The site variable <code>GravityZonePackageLink</code> is removed, so no new device is protected through it.
          Companies and devices that are protected already stay as they are.
        </p>
        <Checkbox
          label="Delete the installation package as well"
          description="A package that was there before the site was linked stays."
          checked={deletePackages}
          onChange={event => setDeletePackages(event.currentTarget.checked)}
        />
        <Refused failure={unlink.error} nameOf={() => site.name} />
        <div className={css.buttons}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button color="red" loading={unlink.isPending} onClick={() => unlink.mutate()}>
            Unlink site
          </Button>
        </div>
      </div>
    </Modal>
  );
}
