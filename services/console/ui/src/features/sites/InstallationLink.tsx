import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '@/api/queries';
import { copy } from '@/components/CopyId';
import { Refused } from '@/components/Refused';
import css from './InstallationLink.module.css';

/** Asked for only when a person wants it: its holder can enrol machines, and the audit trail says who saw it. */
export function InstallationLink({ siteUid }: { siteUid: string }) {
  const [isShown, setShown] = useState(false);
  const link = useQuery({ ...queries.installationLink(siteUid), enabled: isShown, retry: false });
  const text = link.data?.windowsLink;
  return (
    <section className={css.link}>
      <h3>Installation link</h3>
      <div>
        <code>{isShown && text ? text : '••••••••••••••••'}</code>
        {isShown && text ? (
          <Button variant="subtle" color="gray" onClick={() => void copy(text, 'installation link')}>
            Copy
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" loading={isShown && link.isLoading} onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide' : 'Show'}
        </Button>
      </div>
      <Refused failure={isShown ? link.error : null} />
    </section>
  );
}
