import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import { followTask } from '@/api/tasks';
import { notify } from '@/components/Notices';
import { openHelp } from './Help';

/** What the palette leads to or does. */
export interface Entry {
  id: string;
  group: 'Pages' | 'Actions' | 'Sites';
  title: string;
  aside?: string;
  /** Other words that it is found by. */
  also?: string;
  run: () => void;
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[\s:]+/)
    .filter(Boolean);

/** Those in whose name or other words each of the words that were typed begins one. */
export function matching(entries: readonly Entry[], text: string): Entry[] {
  const typed = wordsOf(text);
  return entries.filter(entry => {
    const known = wordsOf(`${entry.title} ${entry.also ?? ''}`);
    return typed.every(word => known.some(each => each.startsWith(word)));
  });
}

const PAGES = [
  ['/', 'Overview', 'start home'],
  ['/sites', 'Sites', 'companies links'],
  ['/events', 'Events', 'inbox differences'],
  ['/plans', 'Plans', 'staged review apply'],
  ['/activity', 'Activity', 'audit history log'],
  ['/users', 'Users', 'people'],
  ['/settings/connections', 'Settings: connections', 'keys credentials datto gravityzone'],
  ['/settings/package', 'Settings: default package', 'modules add-ons language'],
  ['/settings/synchronisation', 'Settings: synchronisation', 'deletion limit e-mail'],
  ['/settings/automation', 'Settings: automation', 'policies rules'],
  ['/settings/system', 'Settings: system', 'versions health quota lag services'],
  ['/settings/danger', 'Settings: danger', 'reset erase'],
] as const;

/** Pages first, then what can be done now. */
export function useEntries(): Entry[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const settings = useQuery(queries.settings()).data;
  const isPaused = settings?.paused ?? false;
  const task = (call: () => Promise<string>) => () => {
    call()
      .then(followTask)
      .catch((failure: Error) => notify(failure.message));
  };
  const pages: Entry[] = PAGES.map(([to, title, also]) => ({
    id: to,
    group: 'Pages',
    title,
    also,
    run: () => void navigate({ to }),
  }));
  const doing: Entry[] = [];
  const add = (id: string, title: string, also: string, run: () => void) =>
    doing.push({ id, group: 'Actions', title, also, run });
  if (settings?.integrationConfigured && !isPaused) {
    add('check', 'Check both vendors now', 'sweep read', task(actions.checkNow));
    add('find', 'Find earlier links', 'search', task(actions.findLinks));
  }
  if (isPaused) {
    add('resume', 'Resume work', 'pause', () => {
      actions
        .pause(false)
        .then(() => notify('Resume requested.'))
        .catch((failure: Error) => notify(failure.message));
    });
  }
  add('dark', 'Dark theme', 'night colours', () => setColorScheme('dark'));
  add('light', 'Light theme', 'day colours', () => setColorScheme('light'));
  add('help', 'Keyboard commands', 'help keys ?', openHelp);
  add('sign-out', 'Sign out', 'log out leave', () => {
    actions.signOut().finally(() => location.assign('/signin'));
  });
  return [...pages, ...doing];
}
