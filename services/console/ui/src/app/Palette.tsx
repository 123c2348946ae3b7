import { lazy, Suspense, useEffect, useState } from 'react';

const PaletteDialog = lazy(() => import('./PaletteDialog'));

const EVENT = 'companion:palette';

/** Opens the palette. */
export function openPalette(): void {
  dispatchEvent(new Event(EVENT));
}

/** Goes anywhere and does what is done often, on Ctrl+K; loaded when it is first opened. */
export function Palette() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = () => {
      // One dialog at a time: what it asks is decided first.
      if (!document.querySelector('[role=dialog][aria-modal]')) setOpen(true);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      open();
    };
    addEventListener(EVENT, open);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener(EVENT, open);
      removeEventListener('keydown', onKey);
    };
  }, []);
  return <Suspense>{isOpen ? <PaletteDialog onClose={() => setOpen(false)} /> : null}</Suspense>;
}
