import IconCopy from '@tabler/icons-react/icons/IconCopy';
import css from './CopyId.module.css';
import { notify } from './Notices';

/** Copies text; says whether it worked, since a browser may refuse it. */
export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify(`Copied the ${what}.`);
  } catch {
    notify('The browser did not allow copying. Select the text instead.');
  }
}

/** An id behind an icon: on hover it is shown, on a click it is copied. */
export function CopyId({ id, what }: { id: string; what: string }) {
  return (
    <button
      type="button"
      className={css.copy}
      title={id}
      aria-label={`Copy the ${what}`}
      onClick={() => void copy(id, what)}
    >
      <IconCopy size={14} stroke={1.6} aria-hidden />
    </button>
  );
}
