import { Link } from '@tanstack/react-router';
import { Empty } from '@/components/Said';

/** These settings belong to a connection, and there is none yet. */
export function NotConnected() {
  return (
    <Empty title="Nothing is connected yet" action={<Link to="/settings/connections">Connect the vendors</Link>}>
      These settings are there as soon as Datto RMM or GravityZone is connected.
    </Empty>
  );
}
