import type { Hold } from '@/api/types';
import { counted } from './words';

const NOUN: Record<Hold['kind'], [one: string, many: string]> = {
  SITES: ['site', 'sites'],
  USERS: ['user', 'users'],
  COMPANIES: ['company', 'companies'],
  UNKNOWN: ['row', 'rows'],
};

export function nounOf(kind: Hold['kind'], count: number): string {
  return NOUN[kind][count === 1 ? 0 : 1];
}

/** What is missing and where, in a sentence. */
export function heldTitle(hold: Hold): string {
  const vendor = hold.kind === 'COMPANIES' ? 'GravityZone' : 'Datto RMM';
  const [one, many] = NOUN[hold.kind];
  const verb = hold.missing === 1 ? 'is' : 'are';
  return `${hold.missing.toLocaleString('en')} of ${counted(hold.known, one, many)} ${verb} missing in ${vendor}`;
}

/** What follows from approving the deletions. */
export const APPROVING: Record<Hold['kind'], string> = {
  SITES:
    'They count as deleted here. Each linked site becomes an event in which you decide about its company. Nothing is deleted in GravityZone.',
  USERS: 'They are removed from the list of users here. Nothing is changed in Datto RMM.',
  COMPANIES:
    'They count as deleted here. Each linked company becomes an event in which you decide about its site. Nothing is changed in Datto RMM.',
  UNKNOWN: '',
};

/** What follows from rejecting them. */
export function keeping(hold: Hold): string {
  return `They stay here as they are, with everything that depends on them. You are not asked about exactly these ${nounOf(hold.kind, 2)} again.`;
}
