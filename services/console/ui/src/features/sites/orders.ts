import type { CompanyDetails } from '@/api/types';
import type { Order } from './CompanyDialog';

const ORDERS: readonly Order[] = ['SUSPEND', 'ACTIVATE', 'MOVE', 'DELETE'];

/** What is possible now and would change something, as far as is known. */
export function offeredOrders(company: CompanyDetails): Order[] {
  return ORDERS.filter(order => company.decisions.some(each => each.action === order && each.why === null))
    .filter(order => order !== 'SUSPEND' || company.suspended !== true)
    .filter(order => order !== 'ACTIVATE' || company.suspended !== false);
}
