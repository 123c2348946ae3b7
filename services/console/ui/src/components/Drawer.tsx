import { ActionIcon } from '@mantine/core';
import IconX from '@tabler/icons-react/icons/IconX';
import { type ReactNode, useEffect, useRef } from 'react';
import css from './Drawer.module.css';

interface Props {
  title: ReactNode;
  /** Said to screen readers as the drawer's name. */
  label: string;
  below?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
  onClose: () => void;
}

/** One object beside the list that it is in. Not modal: the list stays usable. Esc closes it. */
export function Drawer({ title, label, below, foot, children, onClose }: Props) {
  const self = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    self.current?.focus({ preventScroll: true });
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        !document.querySelector('[role=dialog][aria-modal], [role=menu]')
      ) {
        event.preventDefault();
        close.current();
      }
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
      // Back to the list, so that the keyboard goes on where it was.
      document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
    };
  }, []);

  return (
    <aside className={css.drawer} aria-label={label} tabIndex={-1} ref={self}>
      <div className={css.head}>
        <div className={css.title}>
          <h2 dir="auto">{title}</h2>
          {below}
        </div>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Close" onClick={onClose}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </div>
      <div className={css.body}>{children}</div>
      {foot ? <div className={css.foot}>{foot}</div> : null}
    </aside>
  );
}
