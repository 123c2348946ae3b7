package dev.companion.mapper.topology;

import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Names the topics that the mapper reads and writes. All of a tenant's records meet in one task. Claims are decided in tasks of
 * their own, where all statements about one company meet.
 */
public final class MapperTopology implements ServiceTopology {

    private final MapperService service;
    private final ClaimService claims;

    /**
     * @param resultRetention how long the result of a request is kept, so that a repeat of the request is ignored
     * @param actAfter how long no site and no company of a tenant may have changed before a rule links one
     * @param abandonedTenants tenants that the operator has given up: they hold no root company
     */
    public MapperTopology(
            MeterRegistry meters, Duration resultRetention, Duration actAfter, Set<String> abandonedTenants) {
        claims = new ClaimService(meters, abandonedTenants);
        service = new MapperService(new RequestMeters(meters), new SuggestionMeters(meters), resultRetention, actAfter);
    }

    @Override
    public void define(TopicTopology topology) {
        topology.decide(
                service,
                List.of(
                        Topics.RMM_SITES,
                        Topics.RMM_SITE_VARIABLES,
                        Topics.GRAVITYZONE_COMPANIES,
                        Topics.LINK_STATUSES,
                        Topics.REQUESTS,
                        Topics.GRAVITYZONE_CLAIM_ANSWERS,
                        Topics.TENANT_ERASURES),
                List.of(
                        Topics.TENANTS,
                        Topics.SECRETS,
                        Topics.LINKS,
                        Topics.REQUEST_RESULTS,
                        Topics.AUDIT,
                        Topics.SUGGESTIONS,
                        Topics.GRAVITYZONE_CLAIM_REQUESTS));
        topology.decide(
                claims,
                List.of(Topics.GRAVITYZONE_CLAIM_REQUESTS),
                List.of(Topics.GRAVITYZONE_ROOT_CLAIMS, Topics.GRAVITYZONE_CLAIM_ANSWERS));
    }
}
