import css from './FilterChips.module.css';

export interface Chip {
  id: string;
  name: string;
  count?: number | undefined;
  isOn: boolean;
  onClick: () => void;
}

const NUMBER = new Intl.NumberFormat('en');

/** A row of filters that are on or off, with the number of rows that each would show. */
export function FilterChips({ label, chips }: { label: string; chips: Chip[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a scrolling flex box in all browsers
    <div className={css.chips} role="group" aria-label={label}>
      {chips.map(chip => (
        <button key={chip.id} type="button" aria-pressed={chip.isOn} onClick={chip.onClick}>
          {chip.name}
          {chip.count === undefined ? null : <b>{NUMBER.format(chip.count)}</b>}
        </button>
      ))}
    </div>
  );
}
