import { useId } from 'react';
import css from './SnoozeForm.module.css';

const ENDS: readonly [days: number, name: string][] = [
  [1, '1 day'],
  [7, '1 week'],
  [30, '30 days'],
  [90, '90 days'],
];

/** For how long events are hidden. */
export function SnoozeEnds({ days, onDays }: { days: number; onDays: (days: number) => void }) {
  const name = useId();
  return (
    <fieldset className={css.ends}>
      <legend className="sr">Snooze for</legend>
      {ENDS.map(([count, title]) => (
        <label key={count}>
          <input type="radio" name={name} checked={days === count} onChange={() => onDays(count)} />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
