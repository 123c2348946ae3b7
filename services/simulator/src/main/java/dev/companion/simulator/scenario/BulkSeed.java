package dev.companion.simulator.scenario;

import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.GravityZoneKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Creates large worlds at once. */
public final class BulkSeed {

    /** A new MSP and its credentials. */
    public record Tenant(
            String accountUid, String apiKey, String apiSecretKey, String companyId, String gravityZoneApiKey) {}

    private final World world;

    public BulkSeed(World world) {
        this.world = world;
    }

    /** Adds Managed sites to an account. */
    public void addSites(String accountUid, int count) {
        world.change(() -> {
            for (int i = 0; i < count; i++) {
                long number = world.next("bulk-site");
                world.datto().addSite(accountUid, String.format(Locale.ROOT, "Bulk Site %06d", number), false);
            }
        });
    }

    /** Adds customers below a partner. */
    public void addCompanies(String partnerId, int count) {
        world.change(() -> {
            for (int i = 0; i < count; i++) {
                long number = world.next("bulk-company");
                world.gravityZone().addCustomer(partnerId, String.format(Locale.ROOT, "Bulk Company %06d", number));
            }
        });
    }

    /** Adds MSPs, each with this many sites and companies, with keys for an administrator of both sides. */
    public List<Tenant> addTenants(int count, int sites, int companies) {
        return world.change(() -> {
            var tenants = new ArrayList<Tenant>();
            for (int i = 0; i < count; i++) {
                long number = world.next("bulk-tenant");
                String uid = String.format(Locale.ROOT, "BULK%05d", number);
                var key = new DattoKey(
                        uid + "-administrator", uid + "KEY", uid + "-secret", uid, "admin@" + uid, true, false);
                world.datto().addAccount(uid, "Bulk MSP " + number);
                world.datto().addUser(uid, "admin@" + uid, "Ada", "Admin", "Admin");
                world.datto().keys().add(key);
                addSites(uid, sites);
                Company partner = world.gravityZone().addPartner(null, "Bulk Partner " + number, true);
                var gravityZoneKey = new GravityZoneKey(
                        uid + "-gravityzone",
                        uid + "gravityzone",
                        partner.id(),
                        Set.of("companies", "licensing", "packages", "network"),
                        false,
                        world.now());
                world.gravityZone().addKey(gravityZoneKey);
                addCompanies(partner.id(), companies);
                tenants.add(new Tenant(uid, key.apiKey(), key.secretKey(), partner.id(), gravityZoneKey.key()));
            }
            return List.copyOf(tenants);
        });
    }
}
