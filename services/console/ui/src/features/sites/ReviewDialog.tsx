import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { actions } from '@/api/actions';
import { Problem } from '@/api/problem';
import { followTask } from '@/api/tasks';
import css from '@/components/dialog.module.css';
import { Refused } from '@/components/Refused';
import { counted } from '@/lib/words';
import { besides, linksOf, type Plan, type PlannedLink, without } from './plan';

const SHOWN_MAX = 100;

/** Everything that will be done, before any of it is: what to look at first. */
export default function ReviewDialog(props: { plan: Plan; onClose: () => void; onDone: () => void }) {
  const [plan, setPlan] = useState(props.plan);
  const links = linksOf(plan);
  const apply = useMutation({
    mutationFn: () => actions.link(links.map(({ siteUid, company }) => ({ siteUid, company }))),
    onSuccess: taskId => {
      followTask(taskId);
      props.onClose();
      props.onDone();
    },
  });
  const refused = apply.error ? (Problem.from(apply.error).body.refusals ?? []) : [];
  const leaveOut = () => {
    const reasons = refused.flatMap(each => (each.siteUid ? [[each.siteUid, each.reason] as const] : []));
    setPlan(without(plan, new Map(reasons)));
    apply.reset();
  };
  const twins = refused.filter(each => each.siteUid && (each.similar ?? []).length > 0);
  const createBeside = () => {
    const seen = twins.map(each => [each.siteUid ?? '', (each.similar ?? []).map(twin => twin.companyId)] as const);
    setPlan(besides(plan, new Map(seen)));
    apply.reset();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="xl"
      title={links.length === 0 ? 'Nothing to link' : `Link ${counted(links.length, 'site')}?`}
    >
      <div className={css.body}>
        <Group title="Look at these" links={plan.look} />
        <Group title="Link to an existing company" links={plan.link} />
        <Group title="Create a company" links={plan.create} />
        {plan.left.length > 0 ? (
          <section className={css.group}>
            <h3>Left out: {plan.left.length}</h3>
            <ul>
              {plan.left.slice(0, SHOWN_MAX).map(left => (
                <li key={left.siteUid}>
                  <span dir="auto">{left.siteName}</span>
                  <span className="muted" title={left.why}>
                    {left.why}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <Refused failure={apply.error} nameOf={uid => links.find(link => link.siteUid === uid)?.siteName} />
        <div className={css.buttons}>
          {links.length > 0 ? (
            <span className={css.aside}>
              Each site gets an installation package and a site variable, and both are read back.
            </span>
          ) : null}
          <Button variant="default" data-autofocus onClick={props.onClose}>
            Back
          </Button>
          {twins.length > 0 ? (
            <Button variant="default" onClick={createBeside}>
              {twins.length === 1
                ? 'It is another company: create it'
                : `They are others: create these ${twins.length}`}
            </Button>
          ) : null}
          {refused.length > 0 ? (
            <Button onClick={leaveOut}>Leave {counted(refused.length, 'site')} out</Button>
          ) : (
            <Button disabled={links.length === 0} loading={apply.isPending} onClick={() => apply.mutate()}>
              Link {counted(links.length, 'site')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

function Group({ title, links }: { title: string; links: PlannedLink[] }) {
  if (links.length === 0) return null;
  return (
    <section className={css.group}>
      <h3>
        {title}: {links.length}
      </h3>
      <ul>
        {links.slice(0, SHOWN_MAX).map(link => (
          <li key={link.siteUid}>
            <span dir="auto">{link.siteName}</span>
            <span dir="auto">
              {link.companyName}
              {link.company.id ? '' : ' (new)'}
            </span>
            {link.look ? <p>{link.look}</p> : null}
          </li>
        ))}
      </ul>
      {links.length > SHOWN_MAX ? <p className="muted">and {links.length - SHOWN_MAX} more</p> : null}
    </section>
  );
}
