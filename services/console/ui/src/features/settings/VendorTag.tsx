import { useQuery } from '@tanstack/react-query';
import { queries } from '@/api/queries';
import { Tag } from '@/components/StateBadge';
import { type Api, vendorsOf } from '@/lib/vendors';
import { capitalised } from '@/lib/words';

/** Whether a vendor is connected, and whether it responds to the calls that are made. */
export function VendorTag({ api, isConnected }: { api: Api; isConnected: boolean }) {
  const accounts = useQuery(queries.system()).data?.accounts;
  if (!isConnected) return <Tag tone="idle">Not connected</Tag>;
  const vendor = vendorsOf(accounts ?? []).find(each => each.api === api);
  if (!vendor?.isKnown) return <Tag tone="busy">Connected</Tag>;
  return <Tag tone={vendor.isWell ? 'ok' : 'bad'}>{capitalised(vendor.says)}</Tag>;
}
