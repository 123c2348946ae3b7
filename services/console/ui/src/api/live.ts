import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, signInAgain } from './client';

export type LiveState = 'connecting' | 'live' | 'lost';

const GATHERED_FOR = 300;
const SILENCE_MAX = 15_000;
const POLL_EVERY = 30_000;

/** Which queries a kind of change makes stale. */
const STALE: Record<string, string[]> = {
  sites: ['sites', 'companies'],
  events: ['events'],
  tasks: ['tasks', 'companies', 'plans'],
  settings: ['settings', 'sweeps', 'reset', 'plans'],
  activity: ['activity', 'reset'],
  health: ['settings', 'system', 'sweeps'],
  users: ['users'],
  holds: ['holds'],
};

/** The resources that are stale after these changes; null for all of them. */
export function staleAfter(kinds: Iterable<string>): Set<string> | null {
  const stale = new Set<string>();
  for (const kind of kinds) {
    if (kind === 'reset') return null;
    for (const resource of STALE[kind] ?? []) stale.add(resource);
  }
  return stale;
}

let state: LiveState = 'connecting';
const listeners = new Set<() => void>();

function become(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** Follows the stream of changes and refreshes what is shown. Returns how to stop. */
export function followChanges(client: QueryClient): () => void {
  let source: EventSource | null = null;
  let gathered = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardAt = Date.now();

  const flush = () => {
    timer = undefined;
    const stale = staleAfter(gathered);
    gathered = new Set();
    if (stale === null) void client.invalidateQueries();
    else for (const resource of stale) void client.invalidateQueries({ queryKey: [resource] });
  };
  const heard = (event: MessageEvent) => {
    heardAt = Date.now();
    if (state === 'lost') gathered.add('reset');
    become('live');
    if (event.type !== 'alive' && event.type !== 'hello') gathered.add(event.type);
    if (gathered.size > 0) timer ??= setTimeout(flush, GATHERED_FOR);
  };
  const connect = () => {
    source?.close();
    source = new EventSource('/api/stream');
    for (const name of ['hello', 'alive', 'reset', ...Object.keys(STALE)]) source.addEventListener(name, heard);
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) void askSession();
    };
  };
  const askSession = async () => {
    become('lost');
    const { response } = await api.GET('/api/session').catch(() => ({ response: null }));
    if (response?.status === 401) signInAgain();
  };
  // The stream says that it is alive every five seconds; silence means that it is not.
  const watch = setInterval(() => {
    if (Date.now() - heardAt > SILENCE_MAX) {
      become('lost');
      if (source?.readyState === EventSource.CLOSED) connect();
    }
  }, 5_000);
  const poll = setInterval(() => {
    if (state === 'lost') void client.invalidateQueries();
  }, POLL_EVERY);

  connect();
  return () => {
    clearTimeout(timer);
    clearInterval(watch);
    clearInterval(poll);
    source?.close();
  };
}
