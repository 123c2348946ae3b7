import { TextInput } from '@mantine/core';

interface Props {
  /** Says which name, in full. */
  label: string;
  typed: string;
  onType: (typed: string) => void;
}

/** The name that a person types before what cannot be undone. Nothing fills it in or corrects it for them. */
export function TypedName({ label, typed, onType }: Props) {
  return (
    <TextInput
      label={label}
      value={typed}
      required
      autoComplete="off"
      spellCheck={false}
      autoCapitalize="none"
      onChange={event => onType(event.currentTarget.value)}
    />
  );
}
