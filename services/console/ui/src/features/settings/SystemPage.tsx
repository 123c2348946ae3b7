import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '@/api/queries';
import type { Account, Instance, Service, System } from '@/api/types';
import { Ago } from '@/components/Ago';
import { Card } from '@/components/Card';
import { Empty, Failed, Outdated, Skeleton } from '@/components/Said';
import { Tag, type Tone } from '@/components/StateBadge';
import { ACCOUNT_STATE, isWell, VENDOR } from '@/lib/vendors';
import { capitalised, counted, INSTANCE_STATE, SERVICE_STATE, serviceName } from '@/lib/words';
import css from './SystemPage.module.css';

/** How the installation is: what is known, how old that is, and nothing that no service knows. */
export function SystemPage() {
  const system = useQuery(queries.system());
  const retry = () => void system.refetch();
  if (!system.data) {
    return system.isError ? <Failed failure={system.error} retry={retry} /> : <Skeleton lines={12} />;
  }
  return (
    <>
      {system.isError ? <Outdated since={system.dataUpdatedAt} failure={system.error} retry={retry} /> : null}
      <Vendors accounts={system.data.accounts} />
      <Checks system={system.data} />
      <Services system={system.data} />
      <Restarts system={system.data} />
    </>
  );
}

/** A table, which scrolls where the page is too narrow for it. */
function Table({ label, heads, children }: { label: string; heads: string[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={css.scroll} aria-label={label} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            {heads.map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

function Vendors({ accounts }: { accounts: Account[] }) {
  return (
    <Card title="Vendors">
      {accounts.length === 0 ? (
        <Empty title="Not contacted yet">Vendors are called as soon as they are connected.</Empty>
      ) : (
        <Table label="Vendors, table" heads={['Vendor', 'Called by', 'State', 'Quota used', 'Said']}>
          {accounts.map(account => (
            <tr key={`${account.service}${account.api}`}>
              <th scope="row">{VENDOR[account.api]}</th>
              <td>{serviceName(account.service)}</td>
              <td>
                <Tag tone={account.state === 'UNKNOWN' ? 'idle' : isWell(account) ? 'ok' : 'bad'}>
                  {account.state === 'OK' && account.suspicion
                    ? 'Sends a wrong list'
                    : capitalised(ACCOUNT_STATE[account.state])}
                </Tag>
                {(account.suspicion ?? account.detail) ? <p>{account.suspicion ?? account.detail}</p> : null}
                <p>
                  since <Ago at={account.since} />
                </p>
              </td>
              <td>
                {account.quotaUsed === null || account.quotaLimit === null ? (
                  <span className="muted">not reported</span>
                ) : (
                  <Quota used={account.quotaUsed} limit={account.quotaLimit} />
                )}
              </td>
              <td className="muted">
                <Ago at={account.saidAt} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function Quota({ used, limit }: { used: number; limit: number }) {
  return (
    <>
      {used.toLocaleString('en')} of {limit.toLocaleString('en')}
      <meter className={css.meter} min={0} max={limit} value={used} high={limit * 0.8} aria-label="Quota used" />
    </>
  );
}

function Checks({ system }: { system: System }) {
  const { sites, companies, links } = system.checks;
  return (
    <Card title="Last checks">
      <dl className={css.checks}>
        <Check title="Sites of Datto RMM" at={sites} />
        <Check title="Companies of GravityZone" at={companies} />
        <Check title="Ready links, read back" at={links} />
        <Check title="What this console shows" at={system.console.viewAsOf} />
      </dl>
      <p className={css.below}>At these times or later: not every check is reported.</p>
    </Card>
  );
}

function Check({ title, at }: { title: string; at: string | null }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{at ? <Ago at={at} /> : <span className="muted">not known</span>}</dd>
    </div>
  );
}

const SERVICE_TONE: Record<Service['state'], Tone> = {
  READY: 'ok',
  PARTLY_READY: 'warn',
  NOT_READY: 'bad',
  SILENT: 'bad',
  UNKNOWN: 'idle',
};

const INSTANCE_TONE: Record<Instance['state'], Tone> = {
  READY: 'ok',
  NOT_READY: 'bad',
  ENDED: 'idle',
  LOST: 'bad',
  UNKNOWN: 'idle',
};

function Services({ system }: { system: System }) {
  return (
    <Card title="Services" aside={<span className="muted">Companion {system.console.version}</span>}>
      <Table label="Services, table" heads={['Service', 'State', 'Instance', 'Version', 'Lag', 'Started', 'Said']}>
        {system.services.map(service =>
          service.instances.length === 0 ? (
            <tr key={service.service}>
              <th scope="row">{serviceName(service.service)}</th>
              <td>
                <Tag tone={SERVICE_TONE[service.state]}>{SERVICE_STATE[service.state]}</Tag>
              </td>
              <td colSpan={5} className="muted">
                No instance has reported in seven days.
              </td>
            </tr>
          ) : (
            service.instances.map((instance, index) => (
              <tr key={instance.id}>
                {index === 0 ? (
                  <>
                    <th scope="row" rowSpan={service.instances.length}>
                      {serviceName(service.service)}
                    </th>
                    <td rowSpan={service.instances.length}>
                      <Tag tone={SERVICE_TONE[service.state]}>{SERVICE_STATE[service.state]}</Tag>
                    </td>
                  </>
                ) : null}
                <td>
                  <code>{instance.id}</code>
                  {instance.state === 'READY' ? null : <p>{INSTANCE_STATE[instance.state]}</p>}
                  {instance.notReady.length > 0 ? <p>not up: {instance.notReady.join(', ')}</p> : null}
                </td>
                <td>{instance.version}</td>
                <td>{instance.lag === null ? <span className="muted">–</span> : counted(instance.lag, 'record')}</td>
                <td className="muted">
                  <Ago at={instance.startedAt} />
                </td>
                <td className="muted">
                  <Ago at={instance.saidAt} />
                </td>
              </tr>
            ))
          ),
        )}
      </Table>
    </Card>
  );
}

function Restarts({ system }: { system: System }) {
  if (system.restarts.length === 0) return null;
  return (
    <Card title="Starts, last seven days">
      <Table label="Starts, table" heads={['Service', 'Started', 'State', 'Version', 'Last heard of']}>
        {system.restarts.map(restart => (
          <tr key={`${restart.service}${restart.instance}`}>
            <th scope="row">{serviceName(restart.service)}</th>
            <td>
              <Ago at={restart.startedAt} />
            </td>
            <td>
              <Tag tone={INSTANCE_TONE[restart.state]}>{INSTANCE_STATE[restart.state]}</Tag>
            </td>
            <td>{restart.version}</td>
            <td className="muted">
              <Ago at={restart.lastHeardOf} />
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}
