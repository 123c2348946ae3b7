import { api, bodyOf } from './client';
import type { LinkBody, ResolutionBody } from './types';

/** Changes. Each returns the id of the task that carries it out; none changes what is shown before it is true. */
export const actions = {
  link: async (links: LinkBody[]) => (await bodyOf(api.POST('/api/links', { body: { links } }))).taskId,

  unlink: async (siteUids: string[], deletePackages: boolean) =>
    (await bodyOf(api.POST('/api/links/removal', { body: { siteUids, deletePackages } }))).taskId,

  dismiss: async (siteUid: string, companyId: string) =>
    (await bodyOf(api.POST('/api/suggestions/dismissal', { body: { pairs: [{ siteUid, companyId }] } }))).taskId,

  resolve: async (id: string, body: ResolutionBody) =>
    (await bodyOf(api.POST('/api/events/{id}/resolution', { params: { path: { id } }, body }))).taskId,

  /** All of one type, and all in the same way. */
  resolveAll: async (ids: string[], action: string) => {
    const body = {
      ids,
      action: action as ResolutionBody['action'],
      ...(action === 'ASSIGN' ? { assignee: 'me' } : {}),
    };
    return (await bodyOf(api.POST('/api/events/resolution', { body }))).taskId;
  },

  checkNow: async () => (await bodyOf(api.POST('/api/sweeps'))).taskId,

  pause: (paused: boolean) => bodyOf(api.PUT('/api/settings/pause', { body: { paused } })),

  cancel: (id: string) => bodyOf(api.DELETE('/api/tasks/{id}', { params: { path: { id } } })),

  signOut: () => bodyOf(api.DELETE('/api/session')),
};
