import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import {
  added,
  isEverything,
  type ListName,
  NAME_MAX,
  refusal,
  renamed,
  type SavedView,
  type Search,
  shownOf,
  startingWith,
  viewsOf,
  without,
} from '@/lib/saved-views';
import dialog from './dialog.module.css';
import { notify } from './Notices';
import plain from './plain.module.css';
import css from './SavedViewsDialog.module.css';

interface Props {
  list: ListName;
  shown: Search;
  describe: (search: Search) => string;
  views: readonly SavedView[];
  onChange: (change: (old: SavedView[]) => SavedView[]) => void;
  onClose: () => void;
}

/** Saves the present filter as a view; renames and deletes views, and chooses the one that the list opens with. */
export default function SavedViewsDialog({ list, shown, describe, views, onChange, onClose }: Props) {
  const [name, setName] = useState('');
  const [why, setWhy] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const own = viewsOf(views, list);
  const saved = shownOf(views, list, shown);
  const canSave = !saved && !isEverything(shown);

  const save = (event: FormEvent) => {
    event.preventDefault();
    const refused = refusal(views, list, name);
    setWhy(refused);
    if (refused) return;
    onChange(old => added(old, list, name, shown));
    notify(`Saved as “${name.trim()}”.`);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Saved views" size="lg" returnFocus={false}>
      <div className={dialog.body}>
        {canSave ? (
          <form className={css.save} onSubmit={save} noValidate>
            <TextInput
              label="Name of this view"
              description={describe(shown)}
              value={name}
              error={why}
              required
              maxLength={NAME_MAX}
              autoComplete="off"
              data-autofocus
              onChange={event => {
                setName(event.currentTarget.value);
                setWhy(null);
              }}
            />
            <Button type="submit">Save view</Button>
          </form>
        ) : (
          <p className="muted">
            {saved ? 'The view that is shown is saved. ' : ''}To save another one, filter, search or sort the list
            first.
          </p>
        )}
        {own.length > 0 ? (
          <section>
            <h3 ref={heading} tabIndex={-1} className={css.heading}>
              Your views in this browser
            </h3>
            <ul className={css.views}>
              {own.map(view => (
                <Row
                  key={view.name}
                  view={view}
                  summary={describe(view.search)}
                  refused={to => refusal(views, list, to, view.name)}
                  onRename={to => onChange(old => renamed(old, list, view.name, to))}
                  onStart={() => onChange(old => startingWith(old, list, view.isStart ? null : view.name))}
                  onDelete={() => {
                    onChange(old => without(old, list, view.name));
                    notify(`Deleted the view “${view.name}”.`);
                  }}
                  onLeave={() => heading.current?.focus()}
                />
              ))}
            </ul>
          </section>
        ) : null}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Modal>
  );
}

interface RowProps {
  view: SavedView;
  summary: string;
  refused: (name: string) => string | null;
  onRename: (name: string) => void;
  onStart: () => void;
  onDelete: () => void;
  /** What had the focus is gone; it must not be lost. */
  onLeave: () => void;
}

function Row({ view, summary, refused, onRename, onStart, onDelete, onLeave }: RowProps) {
  const [name, setName] = useState<string | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const leave = () => {
    setName(null);
    onLeave();
  };
  if (name !== null) {
    const rename = (event: FormEvent) => {
      event.preventDefault();
      const because = refused(name);
      setWhy(because);
      if (because) return;
      onRename(name);
      leave();
    };
    return (
      <li>
        <form className={css.rename} onSubmit={rename} noValidate>
          <TextInput
            aria-label={`New name of ${view.name}`}
            value={name}
            error={why}
            maxLength={NAME_MAX}
            autoComplete="off"
            autoFocus
            // The dialog stays open on Escape.
            data-mantine-stop-propagation="true"
            onChange={event => setName(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key === 'Escape') leave();
            }}
          />
          <button type="submit" className={plain.plain}>
            Rename
          </button>
          <button type="button" className={plain.plain} onClick={leave}>
            Cancel
          </button>
        </form>
      </li>
    );
  }
  return (
    <li>
      <div className={css.what}>
        <bdi>{view.name}</bdi>
        <span className="muted">{summary}</span>
      </div>
      <button
        type="button"
        className={plain.plain}
        aria-pressed={view.isStart}
        aria-label={`Open first: ${view.name}`}
        title="The list opens with this view"
        onClick={onStart}
      >
        Open first
      </button>
      <button
        type="button"
        className={plain.plain}
        aria-label={`Rename ${view.name}`}
        onClick={() => {
          setName(view.name);
          setWhy(null);
        }}
      >
        Rename
      </button>
      <button
        type="button"
        className={plain.plain}
        aria-label={`Delete ${view.name}`}
        onClick={() => {
          onDelete();
          onLeave();
        }}
      >
        Delete
      </button>
    </li>
  );
}
