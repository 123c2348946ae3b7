/** Whether a key belongs to a field or a dialog, so that it is no command. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const at = event.target;
  if (!(at instanceof HTMLElement)) return false;
  return (
    at.isContentEditable ||
    at.closest('input:not([type=checkbox]), textarea, select, [role=dialog][aria-modal]') !== null
  );
}

/** Where a key moves the active row; null if it moves none. */
export function moved(key: string, active: number, total: number, page: number): number | null {
  const last = total - 1;
  if (last < 0) return null;
  const to = { j: active + 1, ArrowDown: active + 1, k: active - 1, ArrowUp: active - 1 }[key];
  if (to !== undefined) return Math.min(last, Math.max(0, to));
  switch (key) {
    case 'PageDown':
      return Math.min(last, active + page);
    case 'PageUp':
      return Math.max(0, active - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
