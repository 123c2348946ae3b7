import { Menu } from '@mantine/core';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { isEverything, type ListName, type Search, searchOf, shownOf, startOf, viewsOf } from '@/lib/saved-views';
import plain from './plain.module.css';
import css from './SavedViews.module.css';
import { useSavedViews } from './useSavedViews';

const SavedViewsDialog = lazy(() => import('./SavedViewsDialog'));

interface Props {
  list: ListName;
  /** What the list shows now. */
  shown: object;
  /** A filter in words. */
  describe: (search: Search) => string;
  /** False beside an open object: its address has no filter either, but names what to show. */
  mayStart: boolean;
  onOpen: (search: Search) => void;
}

/** The views of a list: opens one, and leads to the dialog that saves, renames and deletes them. */
export function SavedViews({ list, shown, describe, mayStart, onOpen }: Props) {
  const [views, change] = useSavedViews();
  const [isManaging, setManaging] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const search = searchOf(shown);
  const current = shownOf(views, list, search);
  const own = viewsOf(views, list);

  // Once, as the list is opened: "All" is not undone later.
  const isOpened = useRef(false);
  const start = mayStart && isEverything(search) ? startOf(views, list) : undefined;
  useEffect(() => {
    if (isOpened.current) return;
    isOpened.current = true;
    if (start) onOpen(start.search);
  });

  const close = () => {
    setManaging(false);
    button.current?.focus();
  };
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <button ref={button} type="button" className={`${plain.plain} ${css.button}`}>
            <span>
              {current ? (
                <>
                  <span className="sr">View: </span>
                  <bdi>{current.name}</bdi>
                </>
              ) : (
                'Views'
              )}
            </span>
            <IconChevronDown size={14} stroke={1.8} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {own.length === 0 ? <Menu.Label>No view is saved yet</Menu.Label> : null}
          {own.map(view => (
            <Menu.Item
              key={view.name}
              aria-current={view === current ? 'true' : undefined}
              leftSection={
                view === current ? <IconCheck size={16} stroke={1.8} aria-hidden /> : <span className={css.room} />
              }
              onClick={() => onOpen(view.search)}
            >
              <bdi>{view.name}</bdi>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setManaging(true)}>
            {current || isEverything(search) ? 'Manage views…' : 'Save this view…'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {isManaging ? (
          <SavedViewsDialog
            list={list}
            shown={search}
            describe={describe}
            views={views}
            onChange={change}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </>
  );
}
