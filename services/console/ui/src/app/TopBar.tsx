import { ActionIcon, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import IconKeyboard from '@tabler/icons-react/icons/IconKeyboard';
import IconLogout from '@tabler/icons-react/icons/IconLogout';
import IconMoon from '@tabler/icons-react/icons/IconMoon';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import IconSun from '@tabler/icons-react/icons/IconSun';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { actions } from '@/api/actions';
import { type LiveState, useLiveState } from '@/api/live';
import type { Session } from '@/api/types';
import { TaskChip } from '@/features/tasks/TaskChip';
import { openHelp } from './Help';
import { openPalette } from './Palette';
import { PauseButton } from './PauseButton';
import css from './TopBar.module.css';

const LIVE: Record<LiveState, string> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Connection lost',
};

export function TopBar({ session }: { session: Session }) {
  return (
    <header className={css.bar}>
      <Link to="/" className={css.brand} aria-label="Companion, Overview">
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <circle cx="8.5" cy="12" r="5.5" />
          <circle cx="15.5" cy="12" r="5.5" />
        </svg>
        <span>Companion</span>
      </Link>
      <button
        type="button"
        className={css.search}
        onClick={openPalette}
        aria-label="Go to a page or a site, or do something"
      >
        <IconSearch size={16} stroke={1.7} aria-hidden />
        <span>Page, site or action</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      <div className={css.end}>
        <TaskChip />
        <LiveDot />
        <PauseButton />
        <ThemeButton />
        <TenantMenu session={session} />
      </div>
    </header>
  );
}

function LiveDot() {
  const live = useLiveState();
  return (
    <span className={css.live} data-live={live} role="status" title={`${LIVE[live]}: changes appear as they happen`}>
      <i aria-hidden />
      <span>{LIVE[live]}</span>
    </span>
  );
}

function ThemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const next = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark' ? 'light' : 'dark';
  const label = `Switch to the ${next} theme`;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => setColorScheme(next)}>
        {next === 'light' ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}

function TenantMenu({ session }: { session: Session }) {
  const signOut = useMutation({ mutationFn: actions.signOut, onSettled: () => location.assign('/signin') });
  return (
    <Menu position="bottom-end" width={248}>
      <Menu.Target>
        <button type="button" className={css.tenant}>
          <bdi>{session.tenant.name}</bdi>
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Signed in with the API key …{session.apiKeyLastFour}</Menu.Label>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={openHelp}>
          Keyboard commands
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
