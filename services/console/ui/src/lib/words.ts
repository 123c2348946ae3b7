import type { CompanyDetails, Condition, Event, Instance, Service, SiteState, Task, TaskItem } from '@/api/types';

/** The states of a site in the order of the filter: what a person must do comes first. */
export const SITE_STATES: readonly SiteState[] = [
  'ATTENTION',
  'SUGGESTED',
  'UNLINKED',
  'LINKING',
  'READY',
  'UNLINKING',
  'OUT_OF_SCOPE',
];

export const SITE_STATE: Record<SiteState, string> = {
  ATTENTION: 'Needs action',
  SUGGESTED: 'Match found',
  UNLINKED: 'Not linked',
  LINKING: 'Linking',
  READY: 'Ready',
  UNLINKING: 'Unlinking',
  OUT_OF_SCOPE: 'Out of scope',
};

export const EVENT_STATE: Record<Event['state'], string> = {
  UNKNOWN: 'Unknown',
  OPEN: 'Open',
  RESOLVING: 'Resolving',
  SNOOZED: 'Snoozed',
  CLOSED: 'Closed',
};

export const CONDITION: Record<Condition['type'], string> = {
  UNKNOWN: 'Unknown',
  COMPANY_READY: 'Company',
  PACKAGE_READY: 'Installation package',
  LINK_READY: 'Package link',
  VERIFIED: 'Site variable',
  COMPANY_ORDER: 'Decision about the company',
};

const TASK: Partial<Record<Task['type'], string>> = {
  CREATE_LINKS: 'Linking sites',
  DELETE_LINKS: 'Unlinking sites',
  RESOLVE_DISCREPANCY: 'Resolving events',
  SWEEP_NOW: 'Checking both vendors',
  SET_PAUSED: 'Changing the pause',
  APPLY_DEFAULT_PACKAGE: 'Applying the default package',
  CHANGE_COMPANY: 'Changing a company',
  CANCEL_TASK: 'Cancelling',
  DISMISS_SUGGESTIONS: 'Dismissing suggestions',
  DECIDE_DELETIONS: 'Deciding on deletions',
  FIND_LINKS: 'Finding earlier links',
  RESET_TENANT: 'Resetting the tenant',
  DISCONNECT: 'Disconnecting a vendor',
};

export function taskName(type: Task['type']): string {
  return TASK[type] ?? 'Working';
}

export const TASK_STATE: Record<Task['state'], string> = {
  PENDING: 'Queued',
  RUNNING: 'Working',
  SUCCEEDED: 'Done',
  FAILED: 'Failed',
  PARTLY: 'Partly done',
  CANCELLED: 'Cancelled',
};

export const ITEM_STATE: Record<TaskItem['state'], string> = {
  PENDING: 'Queued',
  RUNNING: 'Working',
  SUCCEEDED: 'Done and verified',
  FAILED: 'Failed',
  SUPERSEDED: 'Replaced by a later request',
  CANCELLED: 'Cancelled',
};

export const COMPANY_ACTION: Record<CompanyDetails['decisions'][number]['action'], string> = {
  SUSPEND: 'Suspend company',
  ACTIVATE: 'Activate company',
  MOVE: 'Move company',
  DELETE: 'Delete company',
  RENAME: 'Rename company',
  COUNT: 'Count machines',
  UNKNOWN: 'Unknown',
};

export const SERVICE_STATE: Record<Service['state'], string> = {
  READY: 'Ready',
  PARTLY_READY: 'Partly ready',
  NOT_READY: 'Not ready',
  SILENT: 'Not heard of',
  UNKNOWN: 'Never heard of',
};

export const INSTANCE_STATE: Record<Instance['state'], string> = {
  READY: 'Ready',
  NOT_READY: 'Not ready',
  ENDED: 'Stopped',
  LOST: 'Not heard of',
  UNKNOWN: 'Unknown',
};

const SERVICE: Record<string, string> = {
  poller: 'Poller',
  mapper: 'Mapper',
  provisioner: 'Provisioner',
  'event-resolver': 'Event resolver',
  console: 'Console',
};

/** A service by the name that operators know it by. */
export function serviceName(service: string): string {
  return SERVICE[service] ?? service;
}

const NUMBER = new Intl.NumberFormat('en');

/** 1,200 sites; 1 site. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}

/** DESTINATION_MOVED as "Destination moved", for a value that this version has no word for. */
export function sentence(constant: string): string {
  const text = constant.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "responds" as "Responds". */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Who did something: a key's last four characters, or the part of Companion that did it. */
export function actorName(actor: string): string {
  switch (actor) {
    case 'poller':
      return 'Synchronisation';
    case 'mapper':
    case 'rule':
      return 'Automatic matching';
    case 'provisioner':
      return 'Automatic setup';
    case 'event-resolver':
    case 'policy':
      return 'Automation';
    case 'console':
      return 'Console';
    default:
      return `Key …${actor}`;
  }
}
