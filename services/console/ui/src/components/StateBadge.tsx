import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconBulb from '@tabler/icons-react/icons/IconBulb';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconCircleDashed from '@tabler/icons-react/icons/IconCircleDashed';
import IconCircleOff from '@tabler/icons-react/icons/IconCircleOff';
import IconLoader2 from '@tabler/icons-react/icons/IconLoader2';
import type { SiteState } from '@/api/types';
import { SITE_STATE } from '@/lib/words';
import css from './StateBadge.module.css';

export type Tone = 'ok' | 'bad' | 'busy' | 'idle' | 'warn';

const LOOK: Record<SiteState, { tone: Tone; Icon: typeof IconBulb; turns?: boolean }> = {
  READY: { tone: 'ok', Icon: IconCircleCheck },
  ATTENTION: { tone: 'bad', Icon: IconAlertTriangle },
  SUGGESTED: { tone: 'busy', Icon: IconBulb },
  LINKING: { tone: 'busy', Icon: IconLoader2, turns: true },
  UNLINKED: { tone: 'idle', Icon: IconCircleDashed },
  UNLINKING: { tone: 'idle', Icon: IconLoader2, turns: true },
  OUT_OF_SCOPE: { tone: 'idle', Icon: IconCircleOff },
};

/** The state of a site: icon, word and colour, never colour alone. */
export function StateBadge({ state }: { state: SiteState }) {
  const { tone, Icon, turns } = LOOK[state];
  return (
    <span className={`${css.badge} ${css[tone]}`}>
      <Icon size={14} stroke={1.9} aria-hidden className={turns ? css.turns : undefined} />
      {SITE_STATE[state]}
    </span>
  );
}

/** A word on a ground of its tone. */
export function Tag({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return <span className={`${css.badge} ${css[tone]}`}>{children}</span>;
}
