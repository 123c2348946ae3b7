package dev.companion.simulation;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.settings.TenantSettings;
import java.util.Collection;
import java.util.Optional;

/** The mapper's stores, with what people see of them. */
final class MapperState extends CommittedTables {

    MapperState copy() {
        var copy = new MapperState();
        copy.copyFrom(this);
        return copy;
    }

    Collection<Link> links() {
        return values("links").values().stream().map(Link.class::cast).toList();
    }

    Optional<Link> findLink(String siteUid) {
        return Optional.ofNullable((Link) values("links").get(Simulation.TENANT + "|" + siteUid));
    }

    Optional<TenantSettings> findTenant() {
        return Optional.ofNullable((TenantSettings) values("tenants").get(Simulation.TENANT));
    }
}
