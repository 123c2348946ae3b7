package dev.companion.simulator.scenario;

import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.DattoAccount;
import dev.companion.simulator.world.row.GravityZoneKey;
import dev.companion.simulator.world.row.InstallPackage;
import dev.companion.simulator.world.row.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Random events at an MSP: sites are added and renamed, companies are renamed, suspended or deleted. Companies that an
 * API caller has just created or given a package are left alone for ten minutes, and enough companies remain to be
 * linked.
 */
public final class Life {

    private static final Duration LEFT_ALONE = Duration.ofMinutes(10);
    private static final int CUSTOMERS_KEPT = 12;
    private static final int SITES_KEPT = 20;

    private final World world;
    private final Random random;

    public Life(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
    }

    /** One event, as one transaction. Returns what happened; empty if no event was possible. */
    public Optional<String> step() {
        return world.change(() -> {
            List<DattoAccount> accounts = world.datto().accounts();
            List<GravityZoneKey> keys = world.gravityZone().keys();
            if (accounts.isEmpty() || keys.isEmpty()) {
                return Optional.empty();
            }
            String account = pick(accounts).uid();
            String root = pick(keys).companyId();
            int dice = random.nextInt(100);
            if (dice < 30) {
                return siteAppears(account);
            } else if (dice < 50) {
                return siteIsRenamed(account);
            } else if (dice < 65) {
                return devicesChange(account);
            } else if (dice < 70) {
                return siteIsFlipped(account);
            } else if (dice < 75) {
                return siteIsDeleted(account);
            } else if (dice < 90) {
                return companyIsRenamed(root);
            } else if (dice < 95) {
                return companyIsSuspendedOrActivated(root);
            }
            return companyIsDeleted(root);
        });
    }

    private Optional<String> siteAppears(String account) {
        Site site = world.datto().addSite(account, Names.business(random), false);
        int devices = 2 + random.nextInt(30);
        world.datto().replace(site.withDevices(devices, devices));
        return Optional.of("site appeared");
    }

    private Optional<String> siteIsRenamed(String account) {
        return anySite(account).map(site -> {
            String name = site.name().endsWith(" Group")
                    ? site.name().substring(0, site.name().length() - " Group".length())
                    : site.name() + " Group";
            if (name.length() <= 60) {
                world.datto().replace(site.named(name));
            }
            return "site renamed";
        });
    }

    private Optional<String> devicesChange(String account) {
        return anySite(account).map(site -> {
            int devices = Math.max(1, site.devices() + random.nextInt(9) - 4);
            world.datto().replace(site.withDevices(devices, random.nextInt(devices + 1)));
            return "device count changed";
        });
    }

    private Optional<String> siteIsFlipped(String account) {
        return anySite(account).map(site -> {
            world.datto().replace(site.onDemand(!Boolean.TRUE.equals(site.onDemand())));
            return "site changed its type";
        });
    }

    private Optional<String> siteIsDeleted(String account) {
        if (world.datto().sites(account).size() <= SITES_KEPT) {
            return Optional.empty();
        }
        return anySite(account).map(site -> {
            world.datto().deleteSite(site.uid());
            return "site deleted";
        });
    }

    private Optional<Site> anySite(String account) {
        return any(world.datto().sites(account).stream()
                .filter(site -> !site.name().equals(DattoWorld.DELETED_DEVICES))
                .toList());
    }

    private Optional<String> companyIsRenamed(String root) {
        GravityZoneWorld cloud = world.gravityZone();
        return any(idle(root)).map(company -> {
            String name = company.name().endsWith(" Ltd")
                    ? company.name().substring(0, company.name().length() - " Ltd".length())
                    : company.name() + " Ltd";
            if (name.length() <= 64 && cloud.companiesNamed(name).isEmpty()) {
                cloud.replace(company.named(name));
            }
            return "company renamed";
        });
    }

    private Optional<String> companyIsSuspendedOrActivated(String root) {
        return any(idle(root)).map(company -> {
            world.gravityZone().replace(company.suspended(!company.suspended()));
            return company.suspended() ? "company activated" : "company suspended";
        });
    }

    private Optional<String> companyIsDeleted(String root) {
        List<Company> idle = idle(root);
        if (idle.size() <= CUSTOMERS_KEPT) {
            return Optional.empty();
        }
        return any(idle).map(company -> {
            world.gravityZone().deleteCompany(company.id());
            return "company deleted";
        });
    }

    private List<Company> idle(String root) {
        Instant before = world.now().minus(LEFT_ALONE);
        return world.gravityZone().subtreeOf(root).stream()
                .filter(company -> company.type() == Company.CUSTOMER)
                .filter(company ->
                        !company.createdByApi() || company.createdAt().isBefore(before))
                .filter(company -> world.gravityZone().packages().of(company.id()).stream()
                        .map(InstallPackage::createdAt)
                        .allMatch(made -> made.isBefore(before)))
                .toList();
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(pick(all));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
