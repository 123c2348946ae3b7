import { Card } from '@/components/Card';
import { DattoForm } from './DattoForm';
import { GravityZoneForm } from './GravityZoneForm';
import { VendorTag } from './VendorTag';
import { WithSettings } from './WithSettings';

/** The keys of both vendors. A blank key keeps the present one; none is ever shown. */
export function ConnectionsPage() {
  return (
    <WithSettings>
      {settings => (
        <>
          <Card title="Datto RMM" aside={<VendorTag api="DATTO_RMM" isConnected={settings.rmm !== null} />}>
            <DattoForm settings={settings} />
          </Card>
          <Card title="GravityZone" aside={<VendorTag api="GRAVITYZONE" isConnected={settings.gravityZone !== null} />}>
            <GravityZoneForm settings={settings} />
          </Card>
        </>
      )}
    </WithSettings>
  );
}
