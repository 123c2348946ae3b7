import IconActivity from '@tabler/icons-react/icons/IconActivity';
import IconBuilding from '@tabler/icons-react/icons/IconBuilding';
import IconInbox from '@tabler/icons-react/icons/IconInbox';
import IconLayoutDashboard from '@tabler/icons-react/icons/IconLayoutDashboard';
import IconListCheck from '@tabler/icons-react/icons/IconListCheck';
import IconSettings from '@tabler/icons-react/icons/IconSettings';
import IconUsers from '@tabler/icons-react/icons/IconUsers';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queries } from '@/api/queries';
import type { EventTypeCount } from '@/api/types';
import { Count } from '@/components/Count';
import { isTyping } from '@/lib/keys';
import css from './Navigation.module.css';

const SEQUENCE_MAX = 1_200;

/** Open events that need a decision: those that are only recorded, or being resolved, need none. */
function actionable(types: EventTypeCount[]): number {
  return types.reduce((sum, type) => sum + Math.max(0, type.open - type.recorded - type.resolving), 0);
}

/** The pages. */
export function Navigation() {
  const events = useQuery({ ...queries.eventTypes(), select: actionable }).data ?? 0;
  useGoKeys();
  const shown = { className: css.link, activeProps: { className: `${css.link} ${css.here}` } };
  return (
    <nav className={css.nav} aria-label="Main">
      <Link to="/" activeOptions={{ exact: true }} {...shown}>
        <IconLayoutDashboard size={18} stroke={1.6} aria-hidden />
        Overview
      </Link>
      <Link to="/sites" {...shown}>
        <IconBuilding size={18} stroke={1.6} aria-hidden />
        Sites
      </Link>
      <Link to="/events" {...shown}>
        <IconInbox size={18} stroke={1.6} aria-hidden />
        Events
        {events > 0 ? (
          <span className={css.count}>
            <Count count={events}>{events === 1 ? 'event needs' : 'events need'} action</Count>
          </span>
        ) : null}
      </Link>
      <Link to="/plans" {...shown}>
        <IconListCheck size={18} stroke={1.6} aria-hidden />
        Plans
      </Link>
      <Link to="/activity" {...shown}>
        <IconActivity size={18} stroke={1.6} aria-hidden />
        Activity
      </Link>
      <Link to="/users" {...shown}>
        <IconUsers size={18} stroke={1.6} aria-hidden />
        Users
      </Link>
      <Link to="/settings" {...shown}>
        <IconSettings size={18} stroke={1.6} aria-hidden />
        Settings
      </Link>
    </nav>
  );
}

/** g and then a letter leads to a page. */
function useGoKeys() {
  const navigate = useNavigate();
  useEffect(() => {
    let began = 0;
    const goes: Record<string, () => void> = {
      o: () => void navigate({ to: '/' }),
      s: () => void navigate({ to: '/sites' }),
      e: () => void navigate({ to: '/events' }),
      i: () => void navigate({ to: '/events' }),
      p: () => void navigate({ to: '/plans' }),
      a: () => void navigate({ to: '/activity' }),
      u: () => void navigate({ to: '/users' }),
      ',': () => void navigate({ to: '/settings' }),
    };
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      const follows = Date.now() - began < SEQUENCE_MAX;
      began = event.key === 'g' ? Date.now() : 0;
      const go = follows ? goes[event.key] : undefined;
      if (!go) return;
      // The letter is no command of the list below.
      event.preventDefault();
      event.stopPropagation();
      go();
    };
    // Before the grid takes the letter for a command of its own.
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, [navigate]);
}
