package dev.companion.resolver.topology;

import dev.companion.gravityzone.Company;
import dev.companion.links.Link;
import dev.companion.links.LinkStatus;
import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.rmm.Site;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** Names and connects. All of a tenant meets in one task, so a site is always looked at as a whole. */
public final class ResolverTopology implements ServiceTopology {

    private final DiscrepancyMeters meters;
    private final UpkeepPlan plan;

    public ResolverTopology(MeterRegistry registry, UpkeepPlan plan) {
        this.meters = new DiscrepancyMeters(registry);
        this.plan = plan;
    }

    @Override
    public void define(TopicTopology topology) {
        ProcessorSupplier<String, Site, String, Object> siteIntake = SiteIntake::new;
        ProcessorSupplier<String, Company, String, Object> companyIntake = CompanyIntake::new;
        ProcessorSupplier<String, Link, String, Object> linkIntake = LinkIntake::new;
        ProcessorSupplier<String, LinkStatus, String, Object> statusIntake = StatusIntake::new;
        ProcessorSupplier<String, Request, String, Object> resolutionIntake = ResolutionIntake::new;
        ProcessorSupplier<String, RequestResult, String, Object> orderIntake = OrderIntake::new;
        ProcessorSupplier<String, Company, String, Object> timers = () -> new Upkeep(meters, plan);

        var observedCompanies = topology.source(Topics.GRAVITYZONE_COMPANIES);
        var sites = topology.processor("observe sites", siteIntake, topology.source(Topics.RMM_SITES));
        var companies = topology.processor("observe companies", companyIntake, observedCompanies);
        var links = topology.processor("see desired links", linkIntake, topology.source(Topics.LINKS));
        var statuses = topology.processor("see statuses", statusIntake, topology.source(Topics.LINK_STATUSES));
        var resolutions = topology.processor("decide resolutions", resolutionIntake, topology.source(Topics.REQUESTS));
        var orders = topology.processor("follow orders", orderIntake, topology.source(Topics.REQUEST_RESULTS));
        var upkeep = topology.processor("upkeep", timers, observedCompanies);

        for (var store : ResolverStores.builders()) {
            topology.store(store, sites, companies, links, statuses, resolutions, orders, upkeep);
        }
        topology.sink(Topics.DISCREPANCIES, sites, links, statuses, resolutions, orders, upkeep);
        topology.sink(Topics.DISCREPANCY_CHANGES, sites, links, statuses, resolutions, orders, upkeep);
        topology.sink(Topics.REQUESTS, resolutions);
        topology.sink(Topics.REQUEST_RESULTS, resolutions, upkeep);
        topology.sink(Topics.AUDIT, resolutions);
    }
}
