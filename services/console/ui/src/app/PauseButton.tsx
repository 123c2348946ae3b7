import { ActionIcon, Tooltip } from '@mantine/core';
import IconPlayerPause from '@tabler/icons-react/icons/IconPlayerPause';
import IconPlayerPlay from '@tabler/icons-react/icons/IconPlayerPlay';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import { notify } from '@/components/Notices';

const PauseDialog = lazy(() => import('./PauseDialog'));

/** Pauses all work at once, from every page; resuming needs no second look. */
export function PauseButton() {
  const settings = useQuery(queries.settings());
  const [asks, setAsks] = useState(false);
  const isPaused = settings.data?.paused ?? false;
  const resume = useMutation({
    mutationFn: () => actions.pause(false),
    onSuccess: () => notify('Resume requested.'),
    onError: failure => notify(failure.message),
  });
  if (!settings.data?.integrationConfigured && !isPaused) return null;
  const label = isPaused ? 'Resume work' : 'Pause work';
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={label}
          loading={resume.isPending}
          onClick={() => (isPaused ? resume.mutate() : setAsks(true))}
        >
          {isPaused ? <IconPlayerPlay size={18} stroke={1.6} /> : <IconPlayerPause size={18} stroke={1.6} />}
        </ActionIcon>
      </Tooltip>
      <Suspense>{asks ? <PauseDialog onClose={() => setAsks(false)} /> : null}</Suspense>
    </>
  );
}
