import type { Plan, PlanSite } from '@/api/types';
import { duration } from '@/lib/time';
import { actorName, counted } from '@/lib/words';

export const PLAN_STATE: Record<Plan['state'], string> = {
  OPEN: 'Not applied',
  UNCONFIRMED: 'Not confirmed',
  APPLIED: 'Applied',
  STALE: 'Out of date',
  EXPIRED: 'Expired',
};

export const PLAN_ACTION: Record<Plan['action'], string> = {
  LINK_MATCHES: 'Link best matches',
  CREATE_COMPANIES: 'Create companies',
  UNLINK: 'Unlink',
};

const GROUP: Record<PlanSite['group'], string> = {
  LOOK: 'Look at these',
  LINK: 'Link to an existing company',
  CREATE: 'Create a company',
  REMOVE: 'Unlink',
  LEFT_OUT: 'Left out',
};

/** The button that applies it, which says what it does. */
export function applyWords(plan: Plan): string {
  return `${plan.action === 'UNLINK' ? 'Unlink' : 'Link'} ${counted(plan.changes, 'site')}`;
}

export function titleOf(plan: Plan): string {
  if (plan.state === 'APPLIED') return `${applyWords(plan)}: applied`;
  if (plan.changes === 0 && plan.groups.unconfirmed === 0)
    return plan.action === 'UNLINK' ? 'Nothing to unlink' : 'Nothing to link';
  return plan.state === 'STALE' || plan.state === 'EXPIRED' ? `${applyWords(plan)}: not done` : `${applyWords(plan)}?`;
}

/** The groups that have sites, those to look at first. */
export function groupsOf(plan: Plan): { id: PlanSite['group']; name: string; count: number }[] {
  const { look, link, create, remove, leftOut } = plan.groups;
  return [
    { id: 'LOOK' as const, count: look },
    { id: 'LINK' as const, count: link },
    { id: 'CREATE' as const, count: create },
    { id: 'REMOVE' as const, count: remove },
    { id: 'LEFT_OUT' as const, count: leftOut },
  ]
    .filter(group => group.count > 0)
    .map(group => ({ ...group, name: GROUP[group.id] }));
}

/** What applying it takes, as numbers with their units. */
export function costOf(plan: Plan): string {
  const { gravityZoneCalls, dattoCalls, seconds } = plan.estimate;
  return [
    counted(plan.changes, 'change'),
    `${counted(gravityZoneCalls, 'call')} to GravityZone`,
    `${counted(dattoCalls, 'call')} to Datto RMM`,
    `about ${duration(seconds)}`,
  ].join(' · ');
}

/** Which sites it was made of. */
export function selectionOf(plan: Plan): string {
  if (!plan.selection.all) return counted(plan.sites, 'selected site');
  const filtered = plan.selection.q !== '' || plan.selection.states.length > 0;
  return plan.selection.q !== ''
    ? `${counted(plan.sites, 'site')} matching “${plan.selection.q}”`
    : filtered
      ? `${counted(plan.sites, 'site')} in the chosen states`
      : `all ${counted(plan.sites, 'site')}`;
}

/** Who ended it, for a line beside the time; null while that was not done. */
export function endedBy(plan: Plan): string | null {
  if (!plan.endedBy) return null;
  const who = actorName(plan.endedBy);
  return plan.state === 'APPLIED' ? `Applied by ${who}` : `${who} tried to apply it`;
}

export function createOthersWords(unconfirmed: number): string {
  return unconfirmed === 1 ? 'It is another company: create it' : `They are others: create these ${unconfirmed}`;
}
