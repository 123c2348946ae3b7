import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '@/api/queries';
import type { TimelineLine } from '@/api/types';
import { Ago } from '@/components/Ago';
import { CopyId } from '@/components/CopyId';
import { Empty, Failed, Outdated, Skeleton } from '@/components/Said';
import { actorName } from '@/lib/words';
import css from './SiteTimeline.module.css';
import { changeOf, keptWords, STAGE } from './timeline';

/** What happened to the site, newest first: seen, requested, decided, changed at a vendor, and how it ended. */
export default function SiteTimeline({ siteUid }: { siteUid: string }) {
  const read = useInfiniteQuery(queries.timeline(siteUid));
  const pages = read.data?.pages ?? [];
  const first = pages[0];
  if (!first) {
    return read.isError ? <Failed failure={read.error} retry={() => void read.refetch()} /> : <Skeleton lines={8} />;
  }
  const lines = pages.flatMap(page => page.page.items);
  if (lines.length === 0) {
    return <Empty title="Nothing has happened yet">{keptWords(first)}</Empty>;
  }
  return (
    <section>
      {read.isError ? (
        <Outdated since={read.dataUpdatedAt} failure={read.error} retry={() => void read.refetch()} />
      ) : null}
      <ol className={css.timeline} aria-label="Timeline">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike, and the order is the list's own
          <Line line={line} key={`${line.at}${line.what}${index}`} />
        ))}
      </ol>
      {read.hasNextPage ? (
        <button type="button" className={css.more} disabled={read.isFetching} onClick={() => void read.fetchNextPage()}>
          Show older entries
        </button>
      ) : (
        <p className={css.kept}>{keptWords(first)}</p>
      )}
    </section>
  );
}

function Line({ line }: { line: TimelineLine }) {
  const change = changeOf(line);
  return (
    <li data-stage={line.stage}>
      <span className={css.what}>{line.what}</span>
      <span className={css.at}>
        <Ago at={line.at} />
      </span>
      {change ? (
        <p className={css.change}>
          <bdi>{change}</bdi>
        </p>
      ) : null}
      {line.detail ? <p>{line.detail}</p> : null}
      <p className={css.by}>
        {STAGE[line.stage] ?? 'Recorded'} by {actorName(line.actor)}
        {line.traceId ? (
          <span className={css.trace}>
            {' · '}trace {line.traceId.slice(0, 8)}
            <CopyId id={line.traceId} what="trace id" />
          </span>
        ) : null}
      </p>
    </li>
  );
}
