import type { Timeline, TimelineLine } from '@/api/types';
import { exact } from '@/lib/time';

/** The first word of who did it. */
export const STAGE: Record<TimelineLine['stage'], string> = {
  SEEN: 'Seen',
  REQUESTED: 'Requested',
  DECIDED: 'Decided',
  CALLED: 'Done',
  RESULT: 'Reported',
};

/** From what to what; null if nothing says it. */
export function changeOf(line: Pick<TimelineLine, 'before' | 'after'>): string | null {
  if (line.before !== null && line.after !== null) return `${line.before} → ${line.after}`;
  return line.after ?? (line.before === null ? null : `${line.before} → nothing`);
}

/** How far back the list goes: an empty or a short one proves nothing without it. */
export function keptWords(timeline: Pick<Timeline, 'watchedSince' | 'droppedUntil'>): string {
  const watched =
    timeline.watchedSince === null
      ? 'Companion has recorded nothing of this account yet.'
      : `Companion has watched this account since ${exact(timeline.watchedSince)}.`;
  const kept = 'Changes are kept for 30 days, decisions for 400.';
  return timeline.droppedUntil === null
    ? `${watched} ${kept}`
    : `${watched} ${kept} Entries up to ${exact(timeline.droppedUntil)} may be missing, since the console keeps a limited number.`;
}
