import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { queries } from '@/api/queries';
import { Card } from '@/components/Card';
import { Refused } from '@/components/Refused';
import { Skeleton } from '@/components/Said';
import { counted } from '@/lib/words';
import css from './form.module.css';
import { PackageForm } from './PackageForm';
import { WithSettings } from './WithSettings';

const ApplyDialog = lazy(() => import('./ApplyDialog'));

/** The default package, and applying it to packages that exist. */
export function PackagePage() {
  const estimate = useQuery(queries.packageEstimate());
  return (
    <WithSettings>
      {settings => (
        <>
          <Card title="Default package">
            <p className={css.lead}>
              What the installation package of every site that is linked from now on contains. Existing packages keep
              their content until it is applied to them.
            </p>
            <PackageForm settings={settings} licences={estimate.data?.addOns ?? null} />
          </Card>
          {settings.integrationConfigured ? <Existing /> : null}
        </>
      )}
    </WithSettings>
  );
}

function Existing() {
  const estimate = useQuery(queries.packageEstimate());
  const [isOpen, setOpen] = useState(false);
  const links = estimate.data?.links;
  return (
    <Card title="Existing packages">
      <div className={css.body}>
        {estimate.isError ? <Refused failure={estimate.error} /> : null}
        {links === undefined && !estimate.isError ? <Skeleton lines={1} /> : null}
        {links === undefined ? null : (
          <div className={css.foot}>
            <span>
              {links === 0
                ? 'The package of every linked site has exactly this content.'
                : `${counted(links, 'package')} of linked sites ${links === 1 ? 'differs' : 'differ'} from it.`}{' '}
              <Link to="/sites" search={{ state: 'READY' }}>
                Show sites
              </Link>
            </span>
            <Button variant="default" disabled={links === 0} onClick={() => setOpen(true)}>
              Apply to existing packages…
            </Button>
          </div>
        )}
      </div>
      <Suspense>
        {isOpen && estimate.data ? <ApplyDialog estimate={estimate.data} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </Card>
  );
}
