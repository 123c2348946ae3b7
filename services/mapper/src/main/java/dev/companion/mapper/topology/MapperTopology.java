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

    static final String SUGGEST_COMPANIES = "suggest companies";

    private final MeterRegistry meters;
    private final Duration answerRetention;
    private final Duration actAfter;

    /**
     * @param answerRetention how long the answer to a request is remembered, so that a repeat of it is passed over
     * @param actAfter how long no site and no company of a tenant may have changed before a rule makes a link of a suggestion
     */
    public MapperTopology(MeterRegistry meters, Duration answerRetention, Duration actAfter) {
        this.meters = meters;
        this.answerRetention = answerRetention;
        this.actAfter = actAfter;
    }

    @Override
    public void define(TopicTopology topology) {
        ProcessorSupplier<String, Site, String, Object> siteIntake = SiteIntake::new;
        ProcessorSupplier<String, Company, String, Object> companyIntake = CompanyIntake::new;
        ProcessorSupplier<String, LinkStatus, String, Object> statusIntake = StatusIntake::new;
        ProcessorSupplier<String, Request, String, Object> requestIntake =
                () -> new RequestIntake(new RequestMeters(meters), answerRetention);
        ProcessorSupplier<String, Touched, String, Object> suggesting =
                () -> new SuggestionProcessor(new SuggestionMeters(meters), actAfter);

        var sites = topology.processor("observe sites", siteIntake, topology.source(Topics.RMM_SITES));
        var companies =
                topology.processor("observe companies", companyIntake, topology.source(Topics.GRAVITYZONE_COMPANIES));
        var statuses = topology.processor("observe statuses", statusIntake, topology.source(Topics.LINK_STATUSES));
        var requests = topology.processor("decide requests", requestIntake, topology.source(Topics.REQUESTS));
        var suggestions = topology.processor(SUGGEST_COMPANIES, suggesting, sites, companies, statuses, requests);

        for (var store : MapperStores.builders()) {
            topology.store(store, sites, companies, statuses, requests, suggestions);
        }
        topology.sink(Topics.TENANTS, requests);
        topology.sink(Topics.SECRETS, requests);
        topology.sink(Topics.LINKS, requests, statuses, suggestions);
        topology.sink(Topics.REQUEST_RESULTS, requests);
        topology.sink(Topics.AUDIT, requests, statuses, suggestions);
        topology.sink(Topics.SUGGESTIONS, suggestions);
    }
}
