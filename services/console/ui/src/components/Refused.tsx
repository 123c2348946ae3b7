import { Problem } from '@/api/problem';
import css from './Refused.module.css';

/** Why a change was refused, in the console's words, with the reason for each site. */
export function Refused(props: { failure: unknown; nameOf?: (siteUid: string) => string | undefined }) {
  if (!props.failure) return null;
  const problem = Problem.from(props.failure);
  const refusals = problem.body.refusals ?? [];
  return (
    <div className={css.refused} role="alert">
      <p>{problem.message}</p>
      {refusals.length > 0 ? (
        <ul>
          {refusals.slice(0, 20).map(refusal => (
            <li key={`${refusal.siteUid}${refusal.id}`}>
              <strong>{refusal.siteUid ? (props.nameOf?.(refusal.siteUid) ?? refusal.siteUid) : refusal.id}</strong>{' '}
              {refusal.reason}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
