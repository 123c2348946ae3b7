import { useSyncExternalStore } from 'react';
import css from './Notices.module.css';

const SHOWN_FOR = 6_000;

interface Notice {
  id: number;
  text: string;
}

let notices: readonly Notice[] = [];
let next = 1;
const listeners = new Set<() => void>();

function become(changed: readonly Notice[]): void {
  notices = changed;
  for (const listener of listeners) listener();
}

/** Says something in passing; also to screen readers. */
export function notify(text: string): void {
  const id = next++;
  become([...notices, { id, text }].slice(-3));
  setTimeout(() => become(notices.filter(notice => notice.id !== id)), SHOWN_FOR);
}

/** The place where passing messages are shown. Stands once in the shell. */
export function Notices() {
  const shown = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <div className={css.notices} role="status">
      {shown.map(notice => (
        <p key={notice.id}>{notice.text}</p>
      ))}
    </div>
  );
}
