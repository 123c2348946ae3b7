import { type UseQueryOptions, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { PAGE_SIZE } from './queries';

interface Page<Row> {
  items: Row[];
  total: number;
}

interface Rows<Row> {
  total: number;
  rowAt: (index: number) => Row | undefined;
  updatedAt: number;
}

// biome-ignore lint/suspicious/noExplicitAny: keys and data differ from list to list
type PageQuery = UseQueryOptions<any, Error, any, any>;

const NONE: Rows<never> = { total: 0, rowAt: () => undefined, updatedAt: 0 };

/** Which pages hold these rows. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_SIZE);
  const to = Math.floor(Math.max(first, last, 0) / PAGE_SIZE);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/**
 * The rows of a list of any length: only the pages in sight are asked for. What was shown stays until the rows of
 * another filter are there.
 */
export function useRows<Row>(pageOf: (page: number) => PageQuery) {
  const [pages, setPages] = useState<number[]>([0]);
  const shown = useRef<Rows<Row>>(NONE);
  const results = useQueries({ queries: pages.map(page => pageOf(page)) });
  const onVisible = useCallback((first: number, last: number) => {
    setPages(old => {
      const wanted = pagesOf(first, last);
      return old[0] === wanted[0] && old.length === wanted.length ? old : wanted;
    });
  }, []);

  const found = results as UseQueryResult<Page<Row>>[];
  const answered = found.filter(result => result.data !== undefined);
  if (answered.length > 0) {
    const held = new Map(pages.map((page, index) => [page, found[index]?.data?.items]));
    shown.current = {
      total: answered[0]?.data?.total ?? 0,
      rowAt: index => held.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
      updatedAt: Math.min(...answered.map(result => result.dataUpdatedAt)),
    };
  }
  const failed = results.find(result => result.isError);
  return {
    ...shown.current,
    onVisible,
    isFirstLoad: answered.length === 0 && shown.current === NONE,
    failure: failed?.error ?? null,
    retry: () => {
      for (const result of results) void result.refetch();
    },
  };
}
