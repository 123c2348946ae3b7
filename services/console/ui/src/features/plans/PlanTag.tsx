import type { Plan } from '@/api/types';
import { Tag, type Tone } from '@/components/StateBadge';
import { PLAN_STATE } from './plan-words';

const TONE: Record<Plan['state'], Tone> = {
  OPEN: 'busy',
  UNCONFIRMED: 'warn',
  APPLIED: 'ok',
  STALE: 'warn',
  EXPIRED: 'idle',
};

/** The state of a plan: word and colour. */
export function PlanTag({ state }: { state: Plan['state'] }) {
  return <Tag tone={TONE[state]}>{PLAN_STATE[state]}</Tag>;
}
