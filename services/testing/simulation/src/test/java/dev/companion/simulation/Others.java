package dev.companion.simulation;

import dev.companion.mapper.domain.MapperEmission.ClaimStated;
import dev.companion.mapper.domain.MapperInput.ClaimAnswered;
import dev.companion.mapper.domain.MapperInput.ErasureReported;
import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.claim.Statement;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The services whose decisions are not simulated: poller and event-resolver, which stop, erase and report when a tenant is reset,
 * and the task of the mapper that decides whose a root company is. There is one tenant, so every root is its own.
 */
final class Others {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NOTICES = Duration.ofSeconds(4);
    private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final SimulatedLog log;
    private final Map<String, ObservedSite> sites = new TreeMap<>();
    private final Map<String, SeenCompany> companies = new TreeMap<>();
    private final Set<String> reported = new TreeSet<>();
    private boolean observing = true;

    Others(Timeline timeline, SimulatedLog log) {
        this.timeline = timeline;
        this.log = log;
        log.tell((_, entry) -> see(entry));
    }

    /** A site is as it is now. */
    void site(String siteUid, @Nullable ObservedSite site) {
        observed(Topic.SITES, sites, siteUid, site);
    }

    /** A company is as it is now. */
    void company(String companyId, @Nullable SeenCompany company) {
        observed(Topic.COMPANIES, companies, companyId, company);
    }

    private <V> void observed(Topic topic, Map<String, V> known, String id, @Nullable V now) {
        if (now == null) {
            known.remove(id);
        } else {
            known.put(id, now);
        }
        if (observing) {
            log.append(new Entry(topic, id, now));
        }
    }

    private void see(Entry entry) {
        if (entry.value() instanceof ClaimStated stated && stated.statement() == Statement.CLAIM) {
            var answer = new ClaimAnswered(
                    stated.tenantId(), stated.rootId(), ClaimVerdict.HELD, Timeline.BEGIN, stated.causedBy());
            timeline.after(
                    timeline.within(SOON), () -> log.append(new Entry(Topic.CLAIM_ANSWERS, stated.rootId(), answer)));
        } else if (entry.topic() == Topic.TENANTS) {
            see((TenantSettings) entry.value());
        }
    }

    private void see(@Nullable TenantSettings tenant) {
        if (tenant == null) {
            reported.clear();
            for (var service : List.of("poller", "event-resolver")) {
                timeline.after(timeline.within(NOTICES), () -> log.append(new Entry(Topic.ERASURES, service, null)));
            }
        } else if (tenant.reset() != null && reported.add(tenant.reset().requestId())) {
            var requestId = tenant.reset().requestId();
            timeline.after(timeline.within(NOTICES), () -> stop(requestId));
            timeline.after(timeline.within(NOTICES), () -> report("event-resolver", requestId));
        } else if (tenant.reset() == null && !observing) {
            observing = true;
            sites.keySet().forEach(id -> firstSeen(Topic.SITES, id, sites));
            companies.keySet().forEach(id -> firstSeen(Topic.COMPANIES, id, companies));
        }
    }

    private void firstSeen(Topic topic, String id, Map<String, ?> known) {
        timeline.after(timeline.within(FIRST_SWEEP), () -> {
            if (observing && known.containsKey(id)) {
                log.append(new Entry(topic, id, known.get(id)));
            }
        });
    }

    private void stop(String requestId) {
        observing = false;
        log.live(Set.of(Topic.SITES, Topic.COMPANIES))
                .forEach(strand -> log.append(new Entry(strand.topic(), strand.key(), null)));
        report("poller", requestId);
    }

    private void report(String service, String requestId) {
        log.append(new Entry(
                Topic.ERASURES, service, new ErasureReported(Simulation.TENANT, service, requestId, Map.of())));
    }
}
