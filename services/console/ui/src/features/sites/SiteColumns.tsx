import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import { Link } from '@tanstack/react-router';
import type { Site } from '@/api/types';
import { Ago } from '@/components/Ago';
import { Count } from '@/components/Count';
import type { Column } from '@/components/DataGrid';
import { StateBadge } from '@/components/StateBadge';
import { counted } from '@/lib/words';
import css from './SiteColumns.module.css';
import { warningOf } from './warning';

/** Native controls only: one of the kit in each row makes scrolling three times as dear. */
export const SITE_COLUMNS: Column<Site>[] = [
  { id: 'state', title: 'State', width: '148px', sort: 'state', cell: site => <State site={site} /> },
  { id: 'name', title: 'Site', width: 'minmax(0, 1.3fr)', sort: 'name', cell: site => <SiteName site={site} /> },
  {
    id: 'devices',
    title: 'Devices',
    width: '84px',
    isNumber: true,
    sort: 'devices',
    cell: site => site.devices ?? '–',
  },
  {
    id: 'company',
    title: 'Company',
    width: 'minmax(0, 1.2fr)',
    sort: 'company',
    cell: site => <CompanyOf site={site} />,
  },
  { id: 'verified', title: 'Verified', width: '112px', cell: site => <Verified site={site} /> },
  {
    id: 'events',
    title: 'Events',
    width: '76px',
    isNumber: true,
    sort: 'openEvents',
    cell: site => <EventCount site={site} />,
  },
];

/** The state, with a sign if not everything that was wanted is there. */
function State({ site }: { site: Site }) {
  const warning = warningOf(site);
  return (
    <span className={css.pair}>
      <StateBadge state={site.state} />
      {warning ? (
        <IconAlertTriangle size={16} stroke={1.8} className={css.warning} role="img" aria-label={warning} />
      ) : null}
    </span>
  );
}

function SiteName({ site }: { site: Site }) {
  return (
    <Link
      to="/sites/$siteUid"
      params={{ siteUid: site.siteUid }}
      search={old => old}
      tabIndex={-1}
      className={css.name}
    >
      <bdi title={site.name}>{site.name}</bdi>
    </Link>
  );
}

function CompanyOf({ site }: { site: Site }) {
  if (site.company) {
    return (
      <span title={site.company.id ?? undefined}>
        <bdi>{site.company.name}</bdi>
        {site.company.id === null ? <span className="muted"> · new</span> : null}
      </span>
    );
  }
  const best = site.suggestion;
  if (!best) return <span className="muted">–</span>;
  return (
    <span className={css.pair} title={best.evidence.join('\n')}>
      <bdi className="muted">{best.companyName}</bdi>
      <span className={css.match}>{best.state === 'DISPUTED' ? 'several match' : `${best.score} % match`}</span>
    </span>
  );
}

function Verified({ site }: { site: Site }) {
  return (
    <span className="muted">
      {site.verifiedAt ? <Ago at={site.verifiedAt} /> : site.state === 'READY' ? 'checking' : ''}
    </span>
  );
}

function EventCount({ site }: { site: Site }) {
  if (site.openEvents === 0) return null;
  return (
    <Link to="/events" search={{ siteUid: site.siteUid }} tabIndex={-1}>
      <Count count={site.openEvents}>open {site.openEvents === 1 ? 'event' : 'events'}</Count>
    </Link>
  );
}

/** What can be done with a row at once. */
export function SiteActions(props: { site: Site; onLink: () => void; onOpen: () => void }) {
  const { site, onLink, onOpen } = props;
  switch (site.state) {
    case 'SUGGESTED':
      return (
        <button type="button" tabIndex={-1} onClick={onLink} aria-label={`Accept the match for ${site.name}`}>
          Accept…
        </button>
      );
    case 'UNLINKED':
      return (
        <button type="button" tabIndex={-1} onClick={onLink} aria-label={`Link ${site.name}`}>
          Link…
        </button>
      );
    case 'ATTENTION':
      return (
        <button type="button" tabIndex={-1} onClick={onOpen} aria-label={`See why ${site.name} needs action`}>
          See why
        </button>
      );
    default:
      return null;
  }
}

/** A site in two lines, for a narrow screen. */
export function SiteLines({ site }: { site: Site }) {
  const company =
    site.company?.name ?? (site.suggestion ? `${site.suggestion.score} % ${site.suggestion.companyName}` : null);
  return (
    <div className={css.lines}>
      <SiteName site={site} />
      <div>
        <StateBadge state={site.state} />
        <bdi className="muted">{company ?? (site.devices === null ? '' : counted(site.devices, 'device'))}</bdi>
      </div>
    </div>
  );
}
