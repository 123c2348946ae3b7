import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { followChanges } from '@/api/live';
import { queries } from '@/api/queries';
import { Notices } from '@/components/Notices';
import { Failed } from '@/components/Said';
import { Banners } from './Banners';
import { Help } from './Help';
import { Navigation } from './Navigation';
import { Palette } from './Palette';
import css from './Shell.module.css';
import { TopBar } from './TopBar';

/** The frame of every page. Nothing is asked before there is a session, since its token belongs to every change. */
export function Shell() {
  const client = useQueryClient();
  const session = useQuery(queries.session());
  const isOpen = session.data !== undefined;
  const { pathname } = useLocation();

  useEffect(() => (isOpen ? followChanges(client) : undefined), [client, isOpen]);
  useEffect(() => {
    const page = pathname.split('/')[1] ?? '';
    const title = page === '' ? 'Overview' : page.charAt(0).toUpperCase() + page.slice(1);
    document.title = `${title} · Companion`;
  }, [pathname]);

  if (session.isError) {
    return (
      <main className={css.alone}>
        <Failed failure={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  if (!session.data) return <div className={css.alone} aria-busy="true" />;
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#content">
        Skip to content
      </a>
      <TopBar session={session.data} />
      <Navigation />
      <main id="content" className={css.content} tabIndex={-1}>
        <Banners />
        <Outlet />
      </main>
      <Help />
      <Palette />
      <Notices />
    </div>
  );
}
