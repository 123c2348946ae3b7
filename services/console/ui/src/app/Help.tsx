import { lazy, Suspense, useEffect, useState } from 'react';
import { isTyping } from '@/lib/keys';

const HelpDialog = lazy(() => import('./HelpDialog'));

const EVENT = 'companion:help';

/** Opens the help. */
export function openHelp(): void {
  dispatchEvent(new Event(EVENT));
}

/** The help, on the key ?; loaded when it is first opened. */
export function Help() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = () => setOpen(true);
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '?' && !isTyping(event)) open();
    };
    addEventListener(EVENT, open);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener(EVENT, open);
      removeEventListener('keydown', onKey);
    };
  }, []);
  return <Suspense>{isOpen ? <HelpDialog onClose={() => setOpen(false)} /> : null}</Suspense>;
}
