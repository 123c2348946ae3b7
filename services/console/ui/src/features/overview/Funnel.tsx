import { Link } from '@tanstack/react-router';
import { asParam } from '@/lib/filters';
import css from './Funnel.module.css';
import { type SiteCounts, stages } from './needs';

/** How far the sites are; each stage leads to its sites. */
export function Funnel({ counts }: { counts: SiteCounts }) {
  const all = stages(counts);
  const first = Math.max(1, all[0]?.count ?? 1);
  return (
    <ol className={css.funnel}>
      {all.map(stage => (
        <li key={stage.title}>
          <Link to="/sites" search={{ state: asParam(stage.state) }}>
            {stage.title}
          </Link>
          <b>{stage.count.toLocaleString('en')}</b>
          <span aria-hidden>
            <i style={{ width: `${(100 * stage.count) / first}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
