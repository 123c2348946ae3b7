import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconCircleDashed from '@tabler/icons-react/icons/IconCircleDashed';
import IconPlayerPause from '@tabler/icons-react/icons/IconPlayerPause';
import { useQuery } from '@tanstack/react-query';
import { queries } from '@/api/queries';
import type { Settings } from '@/api/types';
import { type Api, VENDOR, type Vendor, vendorsOf } from '@/lib/vendors';
import { capitalised, counted } from '@/lib/words';
import css from './OverviewPage.module.css';

/** Which vendors are connected and respond, and whether work runs. */
export function Connections({ settings }: { settings: Settings }) {
  const vendors = vendorsOf(useQuery(queries.system()).data?.accounts ?? []);
  const automatic = Object.values(settings.policies).filter(level => level === 'ACT').length;
  return (
    <ul className={css.strip}>
      <VendorItem
        api="DATTO_RMM"
        says={settings.rmm ? `Key …${settings.rmm.apiKeyLastFour}` : null}
        vendors={vendors}
      />
      <VendorItem
        api="GRAVITYZONE"
        says={settings.gravityZone ? settings.gravityZone.rootCompany.name : null}
        vendors={vendors}
      />
      <Item
        title="Work"
        says={settings.paused ? 'Paused' : settings.integrationConfigured ? 'Running' : 'Waits for both vendors'}
        Icon={settings.paused ? IconPlayerPause : settings.integrationConfigured ? IconCircleCheck : IconCircleDashed}
        isOn={settings.integrationConfigured && !settings.paused}
      />
      <Item
        title="Automation"
        says={automatic === 0 ? 'Asks before each repair' : `Repairs ${counted(automatic, 'type')}`}
        Icon={automatic > 0 ? IconCircleCheck : IconCircleDashed}
        isOn={automatic > 0}
      />
    </ul>
  );
}

/** Green only if it responded; connected alone proves nothing. */
function VendorItem({ api, says, vendors }: { api: Api; says: string | null; vendors: Vendor[] }) {
  const vendor = vendors.find(each => each.api === api);
  const isOn = says !== null && vendor?.isKnown === true && vendor.isWell;
  const isBad = says !== null && vendor?.isWell === false;
  return (
    <Item
      title={VENDOR[api]}
      says={says === null ? 'Not connected' : vendor?.isKnown ? `${capitalised(vendor.says)} · ${says}` : says}
      Icon={isBad ? IconAlertTriangle : isOn ? IconCircleCheck : IconCircleDashed}
      isOn={isOn}
      isBad={isBad}
    />
  );
}

interface ItemProps {
  title: string;
  says: string;
  Icon: typeof IconCircleCheck;
  isOn: boolean;
  isBad?: boolean;
}

function Item({ title, says, Icon, isOn, isBad }: ItemProps) {
  return (
    <li data-on={isOn || undefined} data-bad={isBad || undefined}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div>
        <strong>
          {title}
          <span className="sr">{isOn ? ', on' : ', off'}</span>
        </strong>
        <span title={says}>{says}</span>
      </div>
    </li>
  );
}
