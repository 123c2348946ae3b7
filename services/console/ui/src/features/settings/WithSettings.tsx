import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '@/api/queries';
import type { Settings } from '@/api/types';
import { Failed, Outdated, Skeleton } from '@/components/Said';

/** What needs the settings, and what stands in its place until they are there. */
export function WithSettings({ children }: { children: (settings: Settings) => ReactNode }) {
  const settings = useQuery(queries.settings());
  const retry = () => void settings.refetch();
  if (!settings.data) {
    return settings.isError ? <Failed failure={settings.error} retry={retry} /> : <Skeleton lines={9} />;
  }
  return (
    <>
      {settings.isError ? <Outdated since={settings.dataUpdatedAt} failure={settings.error} retry={retry} /> : null}
      {children(settings.data)}
    </>
  );
}
