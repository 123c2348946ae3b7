import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { actions } from '@/api/actions';
import { queries } from '@/api/queries';
import { followTask } from '@/api/tasks';
import type { Site } from '@/api/types';
import { Refused } from '@/components/Refused';
import css from './Suggestions.module.css';

/** The companies that may belong to a site, with the reasons for each. */
export function Suggestions({ site }: { site: Site }) {
  const suggestion = useQuery(queries.suggestion(site.siteUid, site.name)).data;
  const link = useMutation({
    mutationFn: (companyId: string) => actions.link([{ siteUid: site.siteUid, company: { id: companyId } }]),
    onSuccess: followTask,
  });
  const dismiss = useMutation({
    mutationFn: (companyId: string) => actions.dismiss(site.siteUid, companyId),
    onSuccess: followTask,
  });
  if (!suggestion) return null;
  const isBusy = link.isPending || dismiss.isPending;
  return (
    <section className={css.suggestions}>
      <h3>{suggestion.state === 'DISPUTED' ? 'Possible companies' : 'Suggested company'}</h3>
      {suggestion.dispute ? <p className="muted">{suggestion.dispute}</p> : null}
      {suggestion.candidates.map(candidate => (
        <article key={candidate.companyId}>
          <header>
            <strong dir="auto">{candidate.companyName}</strong>
            <span>{candidate.score} % match</span>
          </header>
          <ul>
            {candidate.evidence.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <footer>
            <Button disabled={isBusy} onClick={() => link.mutate(candidate.companyId)}>
              Accept match
            </Button>
            <Button variant="subtle" color="gray" disabled={isBusy} onClick={() => dismiss.mutate(candidate.companyId)}>
              Dismiss
            </Button>
          </footer>
        </article>
      ))}
      <Refused failure={link.error ?? dismiss.error} nameOf={() => site.name} />
    </section>
  );
}
