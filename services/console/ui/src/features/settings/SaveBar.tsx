import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Refused } from '@/components/Refused';
import css from './form.module.css';

/** Saves settings, after which they are read again: what is shown is what the console has. */
export function useSave<Body>(save: (body: Body) => Promise<void>, onSaved?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['settings'] });
      onSaved?.();
    },
  });
}

interface Props {
  save: { error: unknown; isPending: boolean; isSuccess: boolean };
  label: string;
  /** What is done while one waits. */
  busy: string;
  /** What follows from having saved. */
  said: string;
  isUnchanged?: boolean;
}

/** The end of a form: why it was refused, what was done, and the button. */
export function SaveBar({ save, label, busy, said, isUnchanged }: Props) {
  return (
    <>
      <Refused failure={save.error} />
      <div className={css.foot}>
        <span role="status">{save.isPending ? busy : save.isSuccess ? said : ''}</span>
        <Button type="submit" loading={save.isPending} disabled={isUnchanged ?? false}>
          {label}
        </Button>
      </div>
    </>
  );
}
