import { api, bodyOf } from './client';
import { effective } from './decided';
import type {
  Connection,
  DefaultPackageBody,
  GravityZoneBody,
  Hold,
  LinkBody,
  PlanBody,
  PoliciesBody,
  ResolutionBody,
  RmmBody,
  Settings,
} from './types';

/** A decision about the company of a linked site. */
export type CompanyOrder =
  | { action: 'SUSPEND' | 'ACTIVATE' }
  | { action: 'MOVE'; parentId: string }
  | { action: 'DELETE'; name: string; machines: number };

type HeldKind = Exclude<Hold['kind'], 'UNKNOWN'>;

/** Settings are saved when the console shows them; if that takes longer, there is a task that says so. */
async function saved(call: Parameters<typeof bodyOf<Settings | { taskId: string }>>[0]): Promise<void> {
  const answer = await bodyOf(call);
  if ('taskId' in answer) await effective(answer.taskId);
}

/** Changes. Each returns the id of the task that carries it out; none changes what is shown before it is true. */
export const actions = {
  link: async (links: LinkBody[]) => (await bodyOf(api.POST('/api/links', { body: { links } }))).taskId,

  unlink: async (siteUids: string[], deletePackages: boolean) =>
    (await bodyOf(api.POST('/api/links/removal', { body: { siteUids, deletePackages } }))).taskId,

  makePlan: (body: PlanBody) => bodyOf(api.POST('/api/plans', { body })),

  renewPlan: (id: string) => bodyOf(api.POST('/api/plans/{id}/renewal', { params: { path: { id } } })),

  choose: (id: string, body: { takeOut?: string[]; putBack?: string[]; deletePackages?: boolean }) =>
    bodyOf(api.POST('/api/plans/{id}/choice', { params: { path: { id } }, body })),

  applyPlan: async (id: string, revision: number) =>
    (await bodyOf(api.POST('/api/plans/{id}/apply', { params: { path: { id } }, body: { revision } }))).taskId,

  dismiss: async (siteUid: string, companyId: string) =>
    (await bodyOf(api.POST('/api/suggestions/dismissal', { body: { pairs: [{ siteUid, companyId }] } }))).taskId,

  resolve: async (id: string, body: ResolutionBody) =>
    (await bodyOf(api.POST('/api/events/{id}/resolution', { params: { path: { id } }, body }))).taskId,

  /** All of one type, and all in the same way; a reason and an end belong to snoozing. */
  resolveAll: async (ids: string[], action: string, more: { reason?: string; until?: string } = {}) => {
    const body = {
      ids,
      action: action as ResolutionBody['action'],
      ...(action === 'ASSIGN' ? { assignee: 'me' } : {}),
      ...more,
    };
    return (await bodyOf(api.POST('/api/events/resolution', { body }))).taskId;
  },

  company: async (id: string, order: CompanyOrder) => {
    const at = { params: { path: { id } } };
    switch (order.action) {
      case 'SUSPEND':
        return (await bodyOf(api.POST('/api/companies/{id}/suspension', at))).taskId;
      case 'ACTIVATE':
        return (await bodyOf(api.POST('/api/companies/{id}/activation', at))).taskId;
      case 'MOVE':
        return (await bodyOf(api.POST('/api/companies/{id}/move', { ...at, body: { parentId: order.parentId } })))
          .taskId;
      case 'DELETE': {
        const body = { name: order.name, endpoints: order.machines };
        return (await bodyOf(api.POST('/api/companies/{id}/deletion', { ...at, body }))).taskId;
      }
    }
  },

  countMachines: async (companyId: string) =>
    (await bodyOf(api.POST('/api/companies/{id}/machine-count', { params: { path: { id: companyId } } }))).taskId,

  decideDeletions: async (kind: HeldKind, setId: string, approved: boolean) => {
    const call = api.POST('/api/deletion-holds/{kind}/decision', {
      params: { path: { kind } },
      body: { setId, approved },
    });
    await effective((await bodyOf(call)).taskId);
  },

  findLinks: async () => (await bodyOf(api.POST('/api/link-searches'))).taskId,

  saveGravityZone: (body: GravityZoneBody) => saved(api.PUT('/api/settings/gravityzone', { body })),

  saveRmm: (body: RmmBody) => saved(api.PUT('/api/settings/rmm', { body })),

  savePackage: (body: DefaultPackageBody) => saved(api.PUT('/api/settings/default-package', { body })),

  saveObservation: (body: Partial<Settings['observation']>) => saved(api.PUT('/api/settings/observation', { body })),

  savePolicies: (body: PoliciesBody) => saved(api.PUT('/api/settings/policies', { body })),

  /** To the first by name, if there are more than one task may name. */
  applyPackage: async (first?: number) =>
    (
      await bodyOf(
        api.POST('/api/settings/default-package/application', { body: first === undefined ? {} : { first } }),
      )
    ).taskId,

  reset: async (confirm: string) => (await bodyOf(api.POST('/api/tenant/reset', { body: { confirm } }))).taskId,

  disconnect: async (vendor: Connection['vendor'], confirm: string) =>
    (await bodyOf(api.POST('/api/tenant/connections/removal', { body: { vendor, confirm } }))).taskId,

  checkNow: async () => (await bodyOf(api.POST('/api/sweeps'))).taskId,

  pause: (paused: boolean) => bodyOf(api.PUT('/api/settings/pause', { body: { paused } })),

  cancel: (id: string) => bodyOf(api.DELETE('/api/tasks/{id}', { params: { path: { id } } })),

  signOut: () => bodyOf(api.DELETE('/api/session')),
};
