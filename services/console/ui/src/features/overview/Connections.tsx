import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconCircleDashed from '@tabler/icons-react/icons/IconCircleDashed';
import IconPlayerPause from '@tabler/icons-react/icons/IconPlayerPause';
import type { Settings } from '@/api/types';
import { counted } from '@/lib/words';
import css from './OverviewPage.module.css';

/** Which vendors are connected, with which key, and whether work runs. Not whether they respond: no call says so yet. */
export function Connections({ settings }: { settings: Settings }) {
  const automatic = Object.values(settings.policies).filter(level => level === 'ACT').length;
  return (
    <ul className={css.strip}>
      <Item
        title="Datto RMM"
        says={settings.rmm ? `Key …${settings.rmm.apiKeyLastFour}` : 'Not connected'}
        Icon={settings.rmm ? IconCircleCheck : IconCircleDashed}
        isOn={settings.rmm !== null}
      />
      <Item
        title="GravityZone"
        says={settings.gravityZone ? settings.gravityZone.rootCompany.name : 'Not connected'}
        Icon={settings.gravityZone ? IconCircleCheck : IconCircleDashed}
        isOn={settings.gravityZone !== null}
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

interface ItemProps {
  title: string;
  says: string;
  Icon: typeof IconCircleCheck;
  isOn: boolean;
}

function Item({ title, says, Icon, isOn }: ItemProps) {
  return (
    <li data-on={isOn || undefined}>
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
