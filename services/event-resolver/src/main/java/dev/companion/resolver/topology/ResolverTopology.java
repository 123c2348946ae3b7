package dev.companion.resolver.topology;

import dev.companion.resolver.domain.RetentionPeriods;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** The topics that the event resolver reads and writes. */
public final class ResolverTopology implements ServiceTopology {

    private final ResolverService service;

    public ResolverTopology(MeterRegistry registry, DiscrepancyDetector detector, RetentionPeriods retention) {
        service = new ResolverService(new DiscrepancyMeters(registry), detector, retention);
    }

    @Override
    public void define(TopicTopology topology) {
        topology.decide(
                service,
                List.of(
                        Topics.TENANTS,
                        Topics.RMM_SITES,
                        Topics.GRAVITYZONE_COMPANIES,
                        Topics.LINKS,
                        Topics.LINK_STATUSES,
                        Topics.API_HEALTH,
                        Topics.DELETION_HOLDS,
                        Topics.REQUESTS,
                        Topics.REQUEST_RESULTS),
                List.of(
                        Topics.DISCREPANCIES,
                        Topics.DISCREPANCY_CHANGES,
                        Topics.REQUESTS,
                        Topics.REQUEST_RESULTS,
                        Topics.AUDIT,
                        Topics.TENANT_ERASURES));
    }
}
