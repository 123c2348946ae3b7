import type { Account } from '@/api/types';

export type Api = Account['api'];

export const VENDOR: Record<Api, string> = {
  DATTO_RMM: 'Datto RMM',
  GRAVITYZONE: 'GravityZone',
  UNKNOWN: 'Another vendor',
};

export const ACCOUNT_STATE: Record<Account['state'], string> = {
  OK: 'responds',
  THROTTLED: 'rate limit exhausted',
  FAILING: 'does not respond',
  CREDENTIALS_REJECTED: 'rejects the key',
  PERMISSION_MISSING: 'misses a permission on the key',
  UNKNOWN: 'not contacted yet',
};

/** What to do, if the service does not say it. */
const CURE: Partial<Record<Account['state'], string>> = {
  CREDENTIALS_REJECTED: 'Enter a valid key under Settings.',
  PERMISSION_MISSING: 'Add the permission to the key at the vendor.',
};

/** What is known of a vendor from all services that call it: the worst of it. */
export interface Vendor {
  api: Api;
  name: string;
  /** Whether it was contacted at all; if not, there is no fault either. */
  isKnown: boolean;
  isWell: boolean;
  says: string;
  detail: string | null;
  since: string;
}

export function isWell(account: Account): boolean {
  return account.state === 'UNKNOWN' || (account.state === 'OK' && account.suspicion === null);
}

function vendorOf(account: Account): Vendor {
  const isSuspect = account.state === 'OK' && account.suspicion !== null;
  return {
    api: account.api,
    name: VENDOR[account.api],
    isKnown: account.state !== 'UNKNOWN',
    isWell: isWell(account),
    says: isSuspect ? 'sends a wrong list' : ACCOUNT_STATE[account.state],
    detail: account.suspicion ?? account.detail ?? CURE[account.state] ?? null,
    since: account.since,
  };
}

/** How bad it is: trouble first, then what is known. */
function rank(account: Account): number {
  return (isWell(account) ? 2 : 0) + (account.state === 'UNKNOWN' ? 1 : 0);
}

/** One line for each vendor, which tells of trouble if any service has it. */
export function vendorsOf(accounts: readonly Account[]): Vendor[] {
  const worst = new Map<Api, Account>();
  for (const account of accounts) {
    const other = worst.get(account.api);
    if (other === undefined || rank(account) < rank(other)) worst.set(account.api, account);
  }
  return [...worst.values()].map(vendorOf).sort((a, b) => a.name.localeCompare(b.name));
}

/** Why users cannot be listed, if the key that reads them is not an administrator's; null if it is, or is not known. */
export function userListFault(accounts: readonly Account[]): string | null {
  const reader = accounts.find(account => account.service === 'poller' && account.api === 'DATTO_RMM');
  if (!reader) return null;
  const lacks = reader.state === 'PERMISSION_MISSING' || (reader.state === 'OK' && reader.detail !== null);
  return lacks ? (reader.detail ?? 'The saved API key lacks a permission.') : null;
}
