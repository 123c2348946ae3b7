import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { queries } from '@/api/queries';
import { moved } from '@/lib/keys';
import { SITE_STATE } from '@/lib/words';
import css from './PaletteDialog.module.css';
import { type Entry, matching, useEntries } from './palette-entries';

const SITES_SHOWN = 8;

/** Pages, actions and sites by a part of their name. The arrows choose, Enter does it. */
export default function PaletteDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [q] = useDebouncedValue(text.trim(), 150);
  const fixed = useEntries();
  const sites = useQuery({
    ...queries.sites({ q }, 0, SITES_SHOWN),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const found: Entry[] =
    q === '' || text.trim() === ''
      ? []
      : (sites.data?.items ?? []).map(site => ({
          id: site.siteUid,
          group: 'Sites',
          title: site.name,
          aside: SITE_STATE[site.state],
          run: () => void navigate({ to: '/sites/$siteUid', params: { siteUid: site.siteUid }, search: {} }),
        }));
  const entries = [...matching(fixed, text), ...found];
  const current = Math.min(active, Math.max(0, entries.length - 1));
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      yOffset="12vh"
      centered={false}
      padding={0}
      attributes={{ content: { 'aria-label': 'Go to a page or a site, or do something' } }}
    >
      <div className={css.palette}>
        <input
          className={css.field}
          type="text"
          role="combobox"
          aria-label="Go to a page or a site, or do something"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={entries[current] ? `${id}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="Page, site or action"
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={event => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={event => {
            const to = event.key.startsWith('Arrow') ? moved(event.key, current, entries.length, 8) : null;
            if (to !== null) {
              event.preventDefault();
              setActive(to);
              document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' });
            } else if (event.key === 'Enter') {
              event.preventDefault();
              run(entries[current]);
            }
          }}
        />
        <div className={css.list} id={`${id}-list`} role="listbox" aria-label="Found" tabIndex={-1}>
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active one
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
            <div
              key={entry.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              className={css.entry}
              onPointerMove={() => setActive(index)}
              onClick={() => run(entry)}
            >
              <span dir="auto">{entry.title}</span>
              <small>{entry.aside ?? entry.group}</small>
            </div>
          ))}
        </div>
        {entries.length === 0 ? <p className={css.none}>Nothing of that name.</p> : null}
      </div>
    </Modal>
  );
}
