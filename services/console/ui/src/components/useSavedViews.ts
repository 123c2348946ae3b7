import { useQuery } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { queries } from '@/api/queries';
import { parsed, type SavedView } from '@/lib/saved-views';
import { notify } from './Notices';

const listeners = new Set<() => void>();
/** Of this tab alone, if the browser does not store. */
const unstored = new Map<string, string>();
const known = new Map<string, { text: string | null; views: SavedView[] }>();

function read(key: string): string | null {
  const here = unstored.get(key);
  if (here !== undefined) return here;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** The same array while the text is the same. */
function viewsAt(key: string): SavedView[] {
  const text = read(key);
  const last = known.get(key);
  if (last && last.text === text) return last.views;
  const views = parsed(text);
  known.set(key, { text, views });
  return views;
}

function write(key: string, views: SavedView[]): void {
  const text = JSON.stringify(views);
  try {
    localStorage.setItem(key, text);
    unstored.delete(key);
  } catch {
    unstored.set(key, text);
    notify('This browser stores nothing for this page: views are kept until the page is closed.');
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

/** The views of this browser for the tenant, the same in all of its tabs, and what replaces them. */
export function useSavedViews(): [SavedView[], (change: (old: SavedView[]) => SavedView[]) => void] {
  const tenant = useQuery(queries.session()).data?.tenant.id ?? '';
  const key = `companion.views.${tenant}`;
  const views = useSyncExternalStore(subscribe, () => viewsAt(key));
  const change = useCallback((how: (old: SavedView[]) => SavedView[]) => write(key, how(viewsAt(key))), [key]);
  return [views, change];
}
