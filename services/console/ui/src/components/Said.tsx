import { Button } from '@mantine/core';
import IconPlugConnectedX from '@tabler/icons-react/icons/IconPlugConnectedX';
import IconRefreshAlert from '@tabler/icons-react/icons/IconRefreshAlert';
import type { ReactNode } from 'react';
import { Problem } from '@/api/problem';
import { exact } from '@/lib/time';
import css from './Said.module.css';

/** The first load failed: what, what it means, and the way out. */
export function Failed({ failure, retry }: { failure: unknown; retry?: () => void }) {
  const problem = Problem.from(failure);
  return (
    <div className={css.said} role="alert">
      <IconPlugConnectedX size={28} stroke={1.5} aria-hidden />
      <h2>{problem.title}</h2>
      <p>{problem.message}</p>
      {retry ? (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

/** There is nothing to show; the text says why, and what proves it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.said}>
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}

/** What is shown could not be refreshed. It stays, with its age said. */
export function Outdated({ since, failure, retry }: { since: number; failure: unknown; retry: () => void }) {
  return (
    <div className={css.outdated} role="status">
      <IconRefreshAlert size={16} stroke={1.7} aria-hidden />
      <span>
        <strong>Not updated</strong>
        {since > 0 ? (
          <>
            {' '}
            since <time title={exact(new Date(since))}>{new Date(since).toLocaleTimeString('en-GB')}</time>
          </>
        ) : null}
        . {Problem.from(failure).message}
      </span>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

/** Lines of the height of what is on its way. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className={css.skeleton} aria-hidden>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same
        <span key={index} />
      ))}
    </div>
  );
}
