import type { EventTypeCount, PolicyLevel } from '@/api/types';

/** When an event of a type opens, and what a rule does about it if it may. */
interface PolicyWords {
  when: string;
  acts?: string;
}

/** These share one level: each repair entails the others. */
const REPAIRED = 'Site variable and installation package of a ready link are repaired and verified.';
const UNLINKED = 'The site is unlinked. The company stays in GravityZone with everything in it.';

export const SHARED: readonly string[] = ['ASSOCIATION_MISSING', 'PACKAGE_MISSING', 'PACKAGE_LINK_CHANGED'];

type EventType = Exclude<EventTypeCount['type'], 'UNKNOWN'>;

const POLICY: Record<EventType, PolicyWords> = {
  DESTINATION_CREATION: { when: 'its name is used in another GravityZone tenant' },
  DESTINATION_MOVED: { when: 'the company of a link was moved in GravityZone' },
  DESTINATION_DELETED: {
    when: 'the company of a link no longer exists in GravityZone',
    acts: 'A new company of the same name is created, and the site is linked to it.',
  },
  ASSOCIATION_MISSING: { when: 'the variable of a linked site was changed or deleted', acts: REPAIRED },
  SOURCE_DELETED: { when: 'a linked site no longer exists in Datto RMM', acts: UNLINKED },
  SITE_RENAMED: {
    when: 'a linked site has another name than its company',
    acts: 'The company gets the new name of the site.',
  },
  SITE_OUT_OF_SCOPE: { when: 'a linked site is no longer Managed', acts: UNLINKED },
  PACKAGE_MISSING: { when: 'an installation package was deleted or renamed', acts: REPAIRED },
  PACKAGE_LINK_CHANGED: { when: 'GravityZone gave a package another link', acts: REPAIRED },
  COMPANY_SUSPENDED: { when: 'the company of a link was suspended outside Companion' },
  NAME_NOT_UNIQUE: { when: 'a company of that name already exists' },
  MASS_DELETION_SUSPECTED: { when: 'more rows of a list are missing than the deletion limit allows' },
  CREDENTIALS_FAILING: { when: 'a vendor rejects the key, or a permission is missing' },
  QUOTA_EXHAUSTED: { when: 'the rate limit of a vendor stays exhausted' },
  OUTCOME_UNKNOWN: { when: 'a call may or may not have taken effect' },
};

export const LEVEL: Record<PolicyLevel, string> = {
  UNKNOWN: 'Unknown',
  OBSERVE: 'Record only',
  SUGGEST: 'Ask',
  ACT: 'Automatic',
};

/** A type that this version does not know has no words. */
function wordsOf(type: string): PolicyWords | undefined {
  return type in POLICY ? POLICY[type as EventType] : undefined;
}

export function whenItOpens(type: string): string {
  return wordsOf(type)?.when ?? '';
}

export function effectOf(type: string, level: PolicyLevel): string {
  switch (level) {
    case 'OBSERVE':
      return 'It is listed under Events as record only.';
    case 'SUGGEST':
      return 'It waits under Events for a decision.';
    case 'ACT':
      return wordsOf(type)?.acts ?? 'A rule handles it.';
    default:
      return 'Not known to this version.';
  }
}

export const SUGGESTING: readonly PolicyLevel[] = ['OBSERVE', 'SUGGEST', 'ACT'];

export const SUGGESTION_LEVEL: Record<PolicyLevel, string> = {
  UNKNOWN: 'Unknown',
  OBSERVE: 'Suggest nothing',
  SUGGEST: 'Suggest',
  ACT: 'Link exact matches',
};

export const SUGGESTION_EFFECT: Record<PolicyLevel, string> = {
  UNKNOWN: 'Not known to this version.',
  OBSERVE: 'No company is suggested for a site.',
  SUGGEST: 'A matching company is shown with the site and waits until a person accepts it.',
  ACT: 'A site is linked automatically if exactly one company has exactly its name, and no other site has it. Everything else waits.',
};

/** Types that share a level follow one another, with the shared ones first; the others as the server lists them. */
export function policyRows<T extends { type: string }>(types: readonly T[]): { types: T[] }[] {
  const shared = types.filter(each => SHARED.includes(each.type));
  const own = types.filter(each => !SHARED.includes(each.type)).map(each => ({ types: [each] }));
  return shared.length > 0 ? [{ types: shared }, ...own] : own;
}
