import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import css from './SettingsPage.module.css';

const PAGES = [
  ['/settings/connections', 'Connections'],
  ['/settings/package', 'Default package'],
  ['/settings/synchronisation', 'Synchronisation'],
  ['/settings/automation', 'Automation'],
  ['/settings/system', 'System'],
  ['/settings/danger', 'Danger'],
] as const;

/** The settings, a page for each subject. */
export function SettingsPage() {
  const { pathname } = useLocation();
  const side = useRef<HTMLElement>(null);
  // On a phone the pages are a row that scrolls: the present one is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another present page
  useEffect(() => {
    side.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div className={css.page}>
      <h1>Settings</h1>
      <nav className={css.side} aria-label="Settings" ref={side}>
        {PAGES.map(([to, name]) => (
          <Link key={to} to={to} className={css.link} activeProps={{ className: `${css.link} ${css.here}` }}>
            {name}
          </Link>
        ))}
      </nav>
      <div className={css.content}>
        <Outlet />
      </div>
    </div>
  );
}
