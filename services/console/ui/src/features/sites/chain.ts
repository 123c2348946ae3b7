import type { Condition, Site } from '@/api/types';

export type NodeState = 'ok' | 'bad' | 'busy' | 'none';

/** One link of the chain from a site to its variable. */
export interface ChainNode {
  id: 'site' | 'company' | 'package' | 'variable';
  title: string;
  name: string | null;
  copy: string | null;
  state: NodeState;
  /** Why it is not ready, or what is special about it; null if there is nothing to say. */
  says: string | null;
  since: string | null;
}

/** They end without a person. */
export const ENDS_AUTOMATICALLY: ReadonlySet<Condition['reason']> = new Set([
  'UNKNOWN',
  'PENDING',
  'IN_PROGRESS',
  'WAITING_FOR_QUOTA',
  'WAITING_FOR_VENDOR',
  'VENDOR_UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'PAUSED',
]);

/** It was removed on purpose, or waits for the one before it. */
const SAYS_NOTHING: ReadonlySet<Condition['reason']> = new Set(['REMOVED', 'PENDING']);

function stateOf(conditions: (Condition | undefined)[]): NodeState {
  const known = conditions.filter(condition => condition !== undefined);
  if (known.length === 0) return 'none';
  const open = known.find(condition => condition.status !== 'TRUE');
  if (!open) return 'ok';
  if (SAYS_NOTHING.has(open.reason)) return 'none';
  return ENDS_AUTOMATICALLY.has(open.reason) ? 'busy' : 'bad';
}

/** Site, company, package and variable: what each is, whether it is as wanted, and if not, why. */
export function chainOf(site: Site): ChainNode[] {
  const condition = (type: Condition['type']) => site.conditions.find(each => each.type === type);
  const node = (
    id: ChainNode['id'],
    title: string,
    name: string | null,
    copy: string | null,
    types: Condition['type'][],
  ) => {
    const conditions = types.map(condition);
    const open = conditions.find(each => each !== undefined && each.status !== 'TRUE');
    const warning = conditions.find(each => each?.reason === 'ADD_ON_LEFT_OUT');
    const said = open ?? warning;
    return {
      id,
      title,
      name,
      copy,
      state: stateOf(conditions),
      says: said && !SAYS_NOTHING.has(said.reason) ? said.message : null,
      since: said?.since ?? null,
    };
  };
  const isGone = site.state === 'OUT_OF_SCOPE' || condition('VERIFIED')?.reason === 'SITE_MISSING';
  return [
    {
      id: 'site',
      title: 'Site',
      name: site.name,
      copy: site.siteUid,
      state: isGone ? 'bad' : 'ok',
      says: site.state === 'OUT_OF_SCOPE' ? site.message : null,
      since: null,
    },
    node('company', 'Company', site.company?.name ?? null, site.company?.id ?? null, ['COMPANY_READY']),
    node('package', 'Package', site.package?.name ?? null, site.package?.id ?? null, ['PACKAGE_READY', 'LINK_READY']),
    node('variable', 'Site variable', site.company ? 'GravityZonePackageLink' : null, null, ['VERIFIED']),
  ];
}
