package dev.companion.mapper.topology;

import dev.companion.gravityzone.Company;
import dev.companion.links.LinkStatus;
import dev.companion.requests.Request;
import dev.companion.rmm.Site;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** Names and connects. All of a tenant meets in one task, so uniqueness is decided by a look into the stores. */
public final class MapperTopology implements ServiceTopology {

    private final MeterRegistry meters;
    private final Duration answerRetention;

    /** @param answerRetention how long the answer to a request is remembered, so that a repeat of it is passed over */
    public MapperTopology(MeterRegistry meters, Duration answerRetention) {
        this.meters = meters;
        this.answerRetention = answerRetention;
    }

    @Override
    public void define(TopicTopology topology) {
        ProcessorSupplier<String, Site, String, Object> siteIntake = SiteIntake::new;
        ProcessorSupplier<String, Company, String, Object> companyIntake = CompanyIntake::new;
        ProcessorSupplier<String, LinkStatus, String, Object> statusIntake = StatusIntake::new;
        ProcessorSupplier<String, Request, String, Object> requestIntake =
                () -> new RequestIntake(new RequestMeters(meters), answerRetention);

        var sites = topology.processor("observe sites", siteIntake, topology.source(Topics.RMM_SITES));
        var companies =
                topology.processor("observe companies", companyIntake, topology.source(Topics.GRAVITYZONE_COMPANIES));
        var statuses = topology.processor("observe statuses", statusIntake, topology.source(Topics.LINK_STATUSES));
        var requests = topology.processor("decide requests", requestIntake, topology.source(Topics.REQUESTS));

        for (var store : MapperStores.builders()) {
            topology.store(store, sites, companies, statuses, requests);
        }
        topology.sink(Topics.TENANTS, requests);
        topology.sink(Topics.SECRETS, requests);
        topology.sink(Topics.LINKS, requests, statuses);
        topology.sink(Topics.REQUEST_RESULTS, requests);
        topology.sink(Topics.AUDIT, requests, statuses);
    }
}
