import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '@/api/queries';
import { Ago } from '@/components/Ago';
import { Card } from '@/components/Card';
import { Empty, Failed, Skeleton } from '@/components/Said';
import { actorName } from '@/lib/words';
import css from './LatestActivity.module.css';

const SHOWN = 7;

/** The last decisions and the changes that followed. */
export function LatestActivity() {
  const activity = useQuery(queries.activity('', SHOWN));
  return (
    <Card title="Latest activity" aside={<Link to="/activity">All activity</Link>}>
      {activity.isError ? (
        <Failed failure={activity.error} retry={() => void activity.refetch()} />
      ) : !activity.data ? (
        <Skeleton lines={6} />
      ) : activity.data.items.length === 0 ? (
        <Empty title="Nothing yet">Decisions and the changes that follow appear here.</Empty>
      ) : (
        <ul className={css.list}>
          {activity.data.items.map(line => (
            <li key={`${line.at}${line.action}${line.target}`}>
              <span>
                {line.action}
                <bdi className="muted">{line.target}</bdi>
              </span>
              <span className="muted">{actorName(line.actor)}</span>
              <span className="muted">
                <Ago at={line.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
