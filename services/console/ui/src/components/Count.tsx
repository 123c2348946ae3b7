import type { ReactNode } from 'react';
import css from './Count.module.css';

/** How many things wait for a person. What they are is said to screen readers alone; sight has it beside. */
export function Count({ count, children }: { count: number; children: ReactNode }) {
  return (
    <span className={css.count}>
      {count.toLocaleString('en')}
      <span className="sr"> {children}</span>
    </span>
  );
}
