package dev.companion.watch.dashboards;

import java.util.List;

/** All dashboards, in the order in which a person opens them. */
public final class Dashboards {

    public static final List<Dashboard> ALL = List.of(
            HealthDashboards.overview(),
            VendorDashboards.vendors(),
            HealthDashboards.pipeline(),
            WorkDashboards.provisioning(),
            VendorDashboards.observation(),
            WorkDashboards.discrepancies(),
            HealthDashboards.processes(),
            WorkDashboards.console());

    private Dashboards() {}
}
