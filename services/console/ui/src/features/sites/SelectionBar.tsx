import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { actions } from '@/api/actions';
import type { SiteFilter } from '@/api/queries';
import type { PlanBody } from '@/api/types';
import css from '@/components/bar.module.css';
import { notify } from '@/components/Notices';
import { type Selection, size } from '@/lib/selection';
import { PLANNED_MAX, selectionBody } from './selected';

interface Props {
  filter: SiteFilter;
  selection: Selection;
  total: number;
  onAll: () => void;
  onClear: () => void;
}

/** In the place of the head while sites are selected, so that no row moves. Whatever is done is a plan first. */
export function SelectionBar({ filter, selection, total, onAll, onClear }: Props) {
  const navigate = useNavigate();
  const count = size(selection, total);
  const make = useMutation({
    mutationFn: (action: PlanBody['action']) =>
      actions.makePlan({ action, selection: selectionBody(filter, selection) }),
    onSuccess: plan => void navigate({ to: '/plans/$planId', params: { planId: plan.id }, search: {} }),
    onError: failure => notify(failure.message),
  });
  const button = (action: PlanBody['action'], name: string) => (
    <button type="button" disabled={make.isPending} onClick={() => make.mutate(action)}>
      {name}
    </button>
  );
  return (
    <div className={css.bar} role="toolbar" aria-label="Selected sites" aria-busy={make.isPending}>
      <strong aria-live="polite">{count.toLocaleString('en')} selected</strong>
      {count < total ? (
        <button type="button" className={css.link} onClick={onAll}>
          Select all {total.toLocaleString('en')} matching
        </button>
      ) : null}
      <span className={css.gap} />
      {count > PLANNED_MAX ? (
        <span className="muted">At most {PLANNED_MAX.toLocaleString('en')} at once: narrow the filter</span>
      ) : (
        <>
          {button('LINK_MATCHES', 'Link best matches…')}
          {button('CREATE_COMPANIES', 'Create companies…')}
          {button('UNLINK', 'Unlink…')}
        </>
      )}
      <button type="button" className={css.close} onClick={onClear} aria-label="Clear the selection">
        ✕
      </button>
    </div>
  );
}
