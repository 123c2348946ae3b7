import { Button, Menu } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import { useQuery } from '@tanstack/react-query';
import { queries } from '@/api/queries';
import { COMPANY_ACTION } from '@/lib/words';
import type { Order } from './CompanyDialog';
import { offeredOrders } from './orders';

/** What can be decided about the company of the site; if nothing can, why. */
export function CompanyMenu({ companyId, onChoose }: { companyId: string; onChoose: (order: Order) => void }) {
  const company = useQuery(queries.company(companyId)).data;
  if (!company) return null;
  const orders = offeredOrders(company);
  const why = company.decisions[0]?.why;
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden />}>
          Company
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {orders.length === 0 ? <Menu.Label>{why ?? 'Nothing can be decided now.'}</Menu.Label> : null}
        {orders.map(order => (
          <Menu.Item key={order} {...(order === 'DELETE' ? { color: 'red' } : {})} onClick={() => onChoose(order)}>
            {COMPANY_ACTION[order]}…
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
