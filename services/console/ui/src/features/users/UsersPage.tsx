import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRows } from '@/api/pages';
import { type ListFilter, queries } from '@/api/queries';
import type { User } from '@/api/types';
import { Ago } from '@/components/Ago';
import { type Column, DataGrid } from '@/components/DataGrid';
import { ListFrame } from '@/components/ListFrame';
import { Empty } from '@/components/Said';
import { Tag } from '@/components/StateBadge';
import { fileOf } from '@/lib/address';
import { nextSort } from '@/lib/filters';
import { userListFault } from '@/lib/vendors';
import { counted } from '@/lib/words';

const route = getRouteApi('/users');

const SIGN_IN: Record<string, string> = { true: 'Enabled', false: 'Disabled' };

function nameOf(user: User): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ');
}

const COLUMNS: Column<User>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(0, 1.2fr)',
    sort: 'name',
    cell: user => <strong>{nameOf(user) || '–'}</strong>,
  },
  {
    id: 'username',
    title: 'Username',
    width: 'minmax(0, 1.4fr)',
    sort: 'username',
    cell: user => user.username ?? <span className="muted">not published</span>,
  },
  { id: 'role', title: 'Role', width: 'minmax(0, 1fr)', sort: 'role', cell: user => user.role ?? '–' },
  { id: 'enabled', title: 'Sign-in', width: '112px', sort: 'enabled', cell: user => <SignIn user={user} /> },
  {
    id: 'createdAt',
    title: 'Created',
    width: '112px',
    sort: 'createdAt',
    cell: user => <span className="muted">{user.createdAt ? <Ago at={user.createdAt} /> : '–'}</span>,
  },
];

const WITH_EMAIL: Column<User>[] = [
  ...COLUMNS.slice(0, 2),
  { id: 'email', title: 'E-mail', width: 'minmax(0, 1.4fr)', cell: user => user.email },
  ...COLUMNS.slice(2),
];

/** Who can sign in to Datto RMM, with the fields that the settings publish. Read only. */
export function UsersPage() {
  const filter = route.useSearch();
  const navigate = useNavigate();
  const rows = useRows<User>(page => queries.users(filter, page));
  const fault = userListFault(useQuery(queries.system()).data?.accounts ?? []);
  const settings = useQuery(queries.settings()).data;
  const withEmail = settings?.observation.userEmails ?? false;
  const narrow = (change: ListFilter) =>
    void navigate({ to: '.', search: (old: ListFilter) => ({ ...old, ...change }), replace: true });
  return (
    <ListFrame
      title="Users"
      search={{ label: 'Search users', value: filter.q ?? '', onChange: q => narrow({ q: q || undefined }) }}
      file={fileOf('/api/users', filter)}
      above={
        fault && rows.total > 0 ? (
          <p className="muted">Not everything can be read at the moment, so this list may be out of date: {fault}</p>
        ) : undefined
      }
      rows={rows}
    >
      <DataGrid<User>
        label="Users"
        columns={withEmail ? WITH_EMAIL : COLUMNS}
        total={rows.total}
        rowAt={rows.rowAt}
        idOf={user => user.userKey}
        compact={user => (
          <>
            <strong>{nameOf(user) || user.username || '–'}</strong>
            <div className="muted">
              {[user.username, user.role, SIGN_IN[String(user.enabled)]].filter(Boolean).join(' · ')}
            </div>
          </>
        )}
        onVisible={rows.onVisible}
        sort={filter.sort}
        onSort={column => narrow({ sort: nextSort(filter.sort, column) })}
        foot={<span>{counted(rows.total, 'user')}</span>}
        empty={
          filter.q ? (
            <Empty title="No user matches" action={<Link to="/users">Show all users</Link>} />
          ) : settings && !settings.rmm ? (
            <Empty title="Datto RMM is not connected" action={<Link to="/settings/connections">Connect it</Link>}>
              Users are read as soon as Datto RMM is connected.
            </Empty>
          ) : fault ? (
            <Empty
              title="Users cannot be listed"
              action={<Link to="/settings/connections">Save the key of an administrator</Link>}
            >
              {fault} Sites and links are not affected.
            </Empty>
          ) : (
            <Empty title="No users yet">
              They are read from Datto RMM, if the key may list users. Companion changes none of them.
            </Empty>
          )
        }
      />
    </ListFrame>
  );
}

function SignIn({ user }: { user: User }) {
  if (user.enabled === null) return <span className="muted">unknown</span>;
  return <Tag tone={user.enabled ? 'ok' : 'idle'}>{SIGN_IN[String(user.enabled)]}</Tag>;
}
