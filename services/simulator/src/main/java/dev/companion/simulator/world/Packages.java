package dev.companion.simulator.world;

import dev.companion.simulator.world.row.InstallPackage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Installation packages of all companies. A kit becomes ready some time after its package was created or rebuilt. */
public final class Packages {

    private final World world;
    private final ObjectIds ids;
    private final Table<InstallPackage> packages;
    private final GroupedIndex<InstallPackage> byCompany;

    Packages(World world, ObjectIds ids) {
        this.world = world;
        this.ids = ids;
        packages = world.table("packages", InstallPackage.class);
        byCompany = packages.indexedBy(
                new GroupedIndex<>(InstallPackage::companyId, Comparator.comparing(InstallPackage::id)));
    }

    /** A package with an empty selection, for a test or the control port. */
    public InstallPackage add(String companyId, String name, Map<String, Integer> modules) {
        return world.change(() -> put(build(new InstallPackage(
                ids.next(),
                companyId,
                name,
                "",
                "en_US",
                0,
                modules,
                Map.of(),
                null,
                null,
                null,
                world.now(),
                0,
                world.now()))));
    }

    /** The package whose kit has just started to build. */
    public InstallPackage build(InstallPackage one) {
        return one.rebuilt(nextReadiness());
    }

    public InstallPackage put(InstallPackage one) {
        return world.change(() -> packages.put(one.id(), one));
    }

    /** Renames a package; its links change and its kit is rebuilt, unless the switch says otherwise. */
    public InstallPackage rename(InstallPackage one, String name) {
        return world.change(() -> {
            InstallPackage renamed = one.named(name);
            boolean rebuilt = world.switches().is(Switch.GZ_RENAME_CHANGES_LINK, "ON");
            return put(rebuilt ? build(renamed) : renamed);
        });
    }

    public Optional<InstallPackage> find(String id) {
        return world.read(() -> packages.find(id));
    }

    public List<InstallPackage> all() {
        return world.read(() -> List.copyOf(packages.all()));
    }

    public List<InstallPackage> of(String companyId) {
        return world.read(() -> List.copyOf(byCompany.of(companyId)));
    }

    public boolean delete(String id) {
        return world.change(() -> {
            boolean present = packages.find(id).isPresent();
            packages.remove(id);
            return present;
        });
    }

    public boolean isReady(InstallPackage one) {
        return !one.kitReadyAt().isAfter(world.now());
    }

    private Instant nextReadiness() {
        return world.now().plusMillis(world.switches().number(Switch.GZ_LINK_BUILD_MILLIS));
    }
}
