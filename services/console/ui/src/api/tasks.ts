import { useSyncExternalStore } from 'react';

const KEY = 'companion.task';
const listeners = new Set<() => void>();

/** The task that the pages follow, which survives a reload and is the same in other tabs; null for none. */
let followed = read();

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

export function followTask(id: string | null): void {
  followed = id;
  try {
    if (id === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, id);
  } catch {
    // Storage is blocked: the task is followed in this tab alone.
  }
  tell();
}

export function useFollowedTask(): string | null {
  return useSyncExternalStore(
    listener => {
      const onStorage = (event: StorageEvent) => {
        if (event.key !== KEY) return;
        followed = event.newValue;
        tell();
      };
      listeners.add(listener);
      addEventListener('storage', onStorage);
      return () => {
        listeners.delete(listener);
        removeEventListener('storage', onStorage);
      };
    },
    () => followed,
  );
}
