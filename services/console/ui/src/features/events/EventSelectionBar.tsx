import { useState } from 'react';
import type { Event, EventAction } from '@/api/types';
import css from '@/components/bar.module.css';
import { counted } from '@/lib/words';
import { BulkDialog } from './BulkDialog';
import { BULK_MAX, commonChoices } from './bulk';

const ASSIGN: EventAction = {
  action: 'ASSIGN',
  label: 'Assign to me',
  effect: 'They are shown as yours. Nothing is changed at a vendor.',
  needsName: false,
  proposedName: null,
  destructive: false,
};

const RECHECK: EventAction = {
  ...ASSIGN,
  action: 'RECHECK',
  label: 'Recheck now',
  effect: 'Each is compared again. It closes if the difference no longer exists.',
};

/** In the place of the head while events are selected. */
export function EventSelectionBar({ events, onClear }: { events: Event[]; onClear: () => void }) {
  const [choice, setChoice] = useState<EventAction | null>(null);
  const choices = [...commonChoices(events), RECHECK, ASSIGN];
  return (
    <div className={css.bar} role="toolbar" aria-label="Selected events">
      <strong aria-live="polite">{counted(events.length, 'event')} selected</strong>
      <span className={css.gap} />
      {events.length > BULK_MAX ? (
        <span className="muted">At most {BULK_MAX} at once</span>
      ) : (
        choices.map(each => (
          <button key={each.action} type="button" onClick={() => setChoice(each)}>
            {each.label}…
          </button>
        ))
      )}
      <button type="button" className={css.close} onClick={onClear} aria-label="Clear the selection">
        ✕
      </button>
      {choice ? <BulkDialog events={events} choice={choice} onClose={() => setChoice(null)} onDone={onClear} /> : null}
    </div>
  );
}
