import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { SiteFilter } from '@/api/queries';
import type { Site } from '@/api/types';
import css from '@/components/bar.module.css';
import { notify } from '@/components/Notices';
import { type Selection, size } from '@/lib/selection';
import { CHOSEN_MAX, chosenSites } from './chosen';
import { type Plan, planCreations, planMatches } from './plan';

const ReviewDialog = lazy(() => import('./ReviewDialog'));

interface Props {
  filter: SiteFilter;
  selection: Selection;
  known: ReadonlyMap<string, Site>;
  total: number;
  onAll: () => void;
  onClear: () => void;
  onUnlink: (sites: Site[]) => void;
}

/** In the place of the head while sites are selected, so that no row moves. */
export function SelectionBar(props: Props) {
  const { filter, selection, known, total } = props;
  const client = useQueryClient();
  const [plan, setPlan] = useState<Plan | null>(null);
  const [isReading, setReading] = useState(false);
  const count = size(selection, total);

  const withChosen = async (use: (sites: Site[]) => void) => {
    setReading(true);
    try {
      use(await chosenSites(client, filter, selection, known));
    } catch (failure) {
      notify(failure instanceof Error ? failure.message : 'The sites could not be read. Nothing was changed.');
    }
    setReading(false);
  };
  const unlink = (sites: Site[]) => {
    const linked = sites.filter(site => site.company !== null && site.state !== 'UNLINKING');
    if (linked.length > 0) props.onUnlink(linked);
    else notify('None of these sites is linked.');
  };

  return (
    <div className={css.bar} role="toolbar" aria-label="Selected sites" aria-busy={isReading}>
      <strong aria-live="polite">{count.toLocaleString('en')} selected</strong>
      {count < total ? (
        <button type="button" className={css.link} onClick={props.onAll}>
          Select all {total.toLocaleString('en')} matching
        </button>
      ) : null}
      <span className={css.gap} />
      {count > CHOSEN_MAX ? (
        <span className="muted">At most {CHOSEN_MAX.toLocaleString('en')} at once: narrow the filter</span>
      ) : (
        <>
          <button
            type="button"
            disabled={isReading}
            onClick={() => void withChosen(sites => setPlan(planMatches(sites)))}
          >
            Link best matches…
          </button>
          <button
            type="button"
            disabled={isReading}
            onClick={() => void withChosen(sites => setPlan(planCreations(sites)))}
          >
            Create companies…
          </button>
          <button type="button" disabled={isReading} onClick={() => void withChosen(unlink)}>
            Unlink…
          </button>
        </>
      )}
      <button type="button" className={css.close} onClick={props.onClear} aria-label="Clear the selection">
        ✕
      </button>
      <Suspense>
        {plan ? <ReviewDialog plan={plan} onClose={() => setPlan(null)} onDone={props.onClear} /> : null}
      </Suspense>
    </div>
  );
}
