import type { EventTypeCount } from '@/api/types';
import css from './TypeFilter.module.css';

interface Props {
  types: EventTypeCount[];
  state: string | undefined;
  value: string | undefined;
  onChange: (type: string | undefined) => void;
}

/** One type of event, after which several can be resolved at once. Types without an event in this state are left out. */
export function TypeFilter({ types, state, value, onChange }: Props) {
  const countOf = (type: EventTypeCount) =>
    state === 'SNOOZED' ? type.snoozed : state === 'CLOSED' ? type.closed : type.open;
  const offered = types.filter(type => countOf(type) > 0 || type.type === value);
  if (offered.length === 0) return null;
  return (
    <select
      className={css.select}
      aria-label="Event type"
      value={value ?? ''}
      onChange={event => onChange(event.currentTarget.value || undefined)}
    >
      <option value="">All types</option>
      {offered.map(type => (
        <option key={type.type} value={type.type}>
          {type.title} ({countOf(type)})
        </option>
      ))}
    </select>
  );
}
