import IconSearch from '@tabler/icons-react/icons/IconSearch';
import { useEffect, useRef, useState } from 'react';
import { isTyping } from '@/lib/keys';
import css from './SearchField.module.css';

const SETTLES_AFTER = 200;

/** Narrows a list while one types. The key / leads to it, Esc empties it. */
export function SearchField(props: { label: string; value: string; onChange: (text: string) => void }) {
  const { label, value, onChange } = props;
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  // What was told last: the address follows later, and must not undo what is typed in between.
  const told = useRef(value);
  const field = useRef<HTMLInputElement>(null);
  if (value !== seen) {
    setSeen(value);
    if (value !== told.current) setText(value);
  }

  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    told.current = value;
  }, [value]);
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      change.current(text);
    }, SETTLES_AFTER);
    return () => clearTimeout(timer);
  }, [text]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return (
    <search className={css.field}>
      <IconSearch size={16} stroke={1.7} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape' || text === '') return;
          event.preventDefault();
          setText('');
        }}
      />
      <kbd aria-hidden>/</kbd>
    </search>
  );
}
