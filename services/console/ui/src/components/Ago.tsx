import { useNow } from '@/lib/now';
import { ago, exact } from '@/lib/time';

/** How long ago, with the moment itself on hover. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exact(at)}>
      {ago(at, now)}
    </time>
  );
}
