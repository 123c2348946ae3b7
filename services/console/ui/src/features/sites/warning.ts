import type { Site } from '@/api/types';
import { ENDS_AUTOMATICALLY } from './chain';

/** What is ready but not as it was wanted: a decision that was not carried out, or an add-on that was left out. */
export function warningOf(site: Site): string | null {
  const refused = site.conditions.find(
    condition =>
      condition.type === 'COMPANY_ORDER' && condition.status !== 'TRUE' && !ENDS_AUTOMATICALLY.has(condition.reason),
  );
  if (refused) return `Decision about the company not applied: ${refused.message}`;
  const without = site.conditions.find(
    condition => condition.status === 'TRUE' && condition.reason === 'ADD_ON_LEFT_OUT',
  );
  return without?.message ?? null;
}
