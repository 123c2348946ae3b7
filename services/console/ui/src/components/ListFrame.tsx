import type { ReactNode } from 'react';
import css from './ListFrame.module.css';
import { Failed, Outdated, Skeleton } from './Said';
import { SearchField } from './SearchField';

interface Rows {
  isFirstLoad: boolean;
  failure: unknown;
  updatedAt: number;
  retry: () => void;
}

interface Props {
  title: string;
  search?: { label: string; value: string; onChange: (text: string) => void };
  /** The address of the whole list as a file. */
  file?: string;
  views?: ReactNode;
  above?: ReactNode;
  filters?: ReactNode;
  rows: Rows;
  children: ReactNode;
}

/** A page that is one list: its head, its filters, and what stands there until the rows do, or if they cannot be had. */
export function ListFrame({ title, search, views, file, above, filters, rows, children }: Props) {
  return (
    <>
      <header className={css.head}>
        <h1>{title}</h1>
        {search ? <SearchField {...search} /> : null}
        {views}
        {file ? (
          <a className={css.file} href={file} download>
            CSV
          </a>
        ) : null}
      </header>
      {above}
      {filters ? <div className={css.filters}>{filters}</div> : null}
      {rows.failure && !rows.isFirstLoad ? (
        <Outdated since={rows.updatedAt} failure={rows.failure} retry={rows.retry} />
      ) : null}
      {!rows.isFirstLoad ? (
        children
      ) : rows.failure ? (
        <Failed failure={rows.failure} retry={rows.retry} />
      ) : (
        <div className={css.loading} aria-busy="true">
          <Skeleton lines={12} />
        </div>
      )}
    </>
  );
}
