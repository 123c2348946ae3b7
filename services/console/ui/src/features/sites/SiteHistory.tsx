import { useQuery } from '@tanstack/react-query';
import { queries } from '@/api/queries';
import type { Site } from '@/api/types';
import { Ago } from '@/components/Ago';
import { actorName } from '@/lib/words';
import css from './SiteHistory.module.css';

const READ = 200;
const SHOWN = 20;

/** What was decided about the site and what followed, newest first; as far back as the console keeps it. */
export function SiteHistory({ site }: { site: Site }) {
  const activity = useQuery(queries.activity(site.name, READ));
  const lines = (activity.data?.items ?? []).filter(line => line.targetUid === site.siteUid).slice(0, SHOWN);
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>History</h3>
      <ol className={css.history}>
        {lines.map(line => (
          <li key={`${line.at}${line.action}`} data-person={line.byPerson || undefined}>
            <span>{line.action}</span>
            <span className="muted">
              <Ago at={line.at} />
            </span>
            <p>
              {actorName(line.actor)}
              {line.why ? `: ${line.why}` : ''}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
