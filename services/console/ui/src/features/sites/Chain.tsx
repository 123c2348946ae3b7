import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconCircleDashed from '@tabler/icons-react/icons/IconCircleDashed';
import IconLoader2 from '@tabler/icons-react/icons/IconLoader2';
import type { Site } from '@/api/types';
import { Ago } from '@/components/Ago';
import { CopyId } from '@/components/CopyId';
import css from './Chain.module.css';
import { chainOf, type NodeState } from './chain';

const LOOK: Record<NodeState, { Icon: typeof IconLoader2; word: string }> = {
  ok: { Icon: IconCircleCheck, word: 'as wanted' },
  bad: { Icon: IconAlertTriangle, word: 'needs action' },
  busy: { Icon: IconLoader2, word: 'in progress' },
  none: { Icon: IconCircleDashed, word: 'not there' },
};

/** From the site to its variable, each with its state and the time at which it was read back. */
export function Chain({ site }: { site: Site }) {
  return (
    <ol className={css.chain} aria-label="Link">
      {chainOf(site).map(node => {
        const { Icon, word } = LOOK[node.state];
        return (
          <li key={node.id} data-state={node.state}>
            <Icon
              size={18}
              stroke={1.7}
              role="img"
              aria-label={word}
              className={node.state === 'busy' ? css.turns : undefined}
            />
            <span className={css.title}>{node.title}</span>
            <span className={css.name}>
              {node.name ? (
                <bdi>{node.name}</bdi>
              ) : (
                <span className={css.none}>{site.company ? 'Not created yet' : 'Not linked'}</span>
              )}
              {node.copy ? <CopyId id={node.copy} what={`${node.title.toLowerCase()} id`} /> : null}
            </span>
            {node.says ? (
              <p>
                {node.says}
                {node.since ? (
                  <span className="muted">
                    {' '}
                    Since <Ago at={node.since} />.
                  </span>
                ) : null}
              </p>
            ) : null}
            {node.id === 'variable' && site.verifiedAt ? (
              <p className={css.verified}>
                Verified <Ago at={site.verifiedAt} />
              </p>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
