import { api, bodyOf } from './client';
import { Problem } from './problem';
import type { Task } from './types';

const ASKED_EVERY = 500;
const TRIES_MAX = 120;

/** Why a task came to nothing, in a sentence; null if it did not, or is not done. */
export function failureOf(task: Task): string | null {
  if (task.state !== 'FAILED' && task.state !== 'PARTLY') return null;
  const failed = task.items.find(item => item.state === 'FAILED');
  return task.message ?? failed?.message ?? 'Nothing was changed. Try again.';
}

/** Waits up to a minute until a task is done; what it says meanwhile goes to the listener. */
export async function doneTask(id: string, onProgress?: (task: Task) => void, signal?: AbortSignal): Promise<Task> {
  for (let tries = 0; ; tries++) {
    const task = await bodyOf(api.GET('/api/tasks/{id}', { params: { path: { id } }, ...(signal ? { signal } : {}) }));
    if ((task.state !== 'PENDING' && task.state !== 'RUNNING') || tries >= TRIES_MAX) return task;
    onProgress?.(task);
    await new Promise(resolve => setTimeout(resolve, ASKED_EVERY));
  }
}

/** Waits until it is decided whether a task is carried out at all. */
export async function begunTask(id: string): Promise<Task> {
  for (let tries = 0; ; tries++) {
    const task = await bodyOf(api.GET('/api/tasks/{id}', { params: { path: { id } } }));
    if (task.state !== 'PENDING' || tries >= TRIES_MAX) return task;
    await new Promise(resolve => setTimeout(resolve, ASKED_EVERY));
  }
}

/** Waits until a request that was accepted has taken effect, and throws why it did not. */
export async function effective(taskId: string): Promise<void> {
  const task = await doneTask(taskId);
  const failure = failureOf(task);
  if (failure) throw new Problem(422, 'Not done', failure);
  if (task.state === 'PENDING' || task.state === 'RUNNING') {
    throw new Problem(
      202,
      'Not done yet',
      'This takes longer than usual. It is not lost: this page shows it when it is done.',
    );
  }
}
