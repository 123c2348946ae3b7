package dev.companion.resolver.topology;

import dev.companion.resolver.domain.DiscrepancyDetector;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** What the event resolver reads and writes: one processor, which sees everything about its tenants. */
public final class ResolverTopology implements ServiceTopology {

    private final DiscrepancyMeters meters;
    private final DiscrepancyDetector detector;
    private final UpkeepPlan plan;

    public ResolverTopology(MeterRegistry registry, DiscrepancyDetector detector, UpkeepPlan plan) {
        this.meters = new DiscrepancyMeters(registry);
        this.detector = detector;
        this.plan = plan;
    }

    @Override
    public void define(TopicTopology topology) {
        ProcessorSupplier<String, SpecificRecord, String, Object> processors =
                () -> new ResolverProcessor(meters, detector, plan);
        var resolve = topology.processor(
                "resolve",
                processors,
                topology.source(Topics.TENANTS),
                topology.source(Topics.RMM_SITES),
                topology.source(Topics.GRAVITYZONE_COMPANIES),
                topology.source(Topics.LINKS),
                topology.source(Topics.LINK_STATUSES),
                topology.source(Topics.API_HEALTH),
                topology.source(Topics.DELETION_HOLDS),
                topology.source(Topics.REQUESTS),
                topology.source(Topics.REQUEST_RESULTS));
        for (var store : ResolverStores.builders()) {
            topology.store(store, resolve);
        }
        topology.sink(Topics.DISCREPANCIES, resolve);
        topology.sink(Topics.DISCREPANCY_CHANGES, resolve);
        topology.sink(Topics.REQUESTS, resolve);
        topology.sink(Topics.REQUEST_RESULTS, resolve);
        topology.sink(Topics.AUDIT, resolve);
    }
}
