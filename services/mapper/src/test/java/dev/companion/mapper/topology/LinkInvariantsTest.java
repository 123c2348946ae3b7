package dev.companion.mapper.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.Link;
import dev.companion.links.Wanted;
import dev.companion.requests.Request;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds whatever people ask for, in whatever order and however late what came of it is learnt. */
class LinkInvariantsTest {

    private static final int SEEDS = 40;
    private static final int STEPS = 200;

    /** By site, as the last record says; absent after a deletion. */
    private final Map<String, Link> links = new TreeMap<>();

    private final Map<String, Long> generations = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Set<String> companiesEver = new HashSet<>();
    private int ruled;
    private final Set<RequestType> accepted = EnumSet.noneOf(RequestType.class);

    @Test
    void theyHoldOverRandomRequestsAndStatuses() {
        for (var seed = 0; seed < SEEDS; seed++) {
            links.clear();
            generations.clear();
            sequences.clear();
            companiesEver.clear();
            var tenant = new RandomTenant(seed);
            var asked = new ArrayList<Request>();
            for (var step = 0; step < STEPS; step++) {
                var where = "seed %d, step %d".formatted(seed, step);
                if (tenant.decides(45)) {
                    var request = tenant.request();
                    asked.add(request);
                    answered(tenant, request, where);
                } else if (tenant.decides(4) && !asked.isEmpty()) {
                    answeredNoMore(tenant, asked.get(step % asked.size()), where);
                } else if (tenant.decides(2)) {
                    tenant.mapper = tenant.mapper.restarted();
                } else {
                    tenant.advance();
                    published(tenant, where);
                    tenant.mapper.audit();
                }
                eachCompanyHasOneLink(tenant, where);
            }
            assertThat(tenant.mapper.deadLetters()).as("seed %d", seed).isEmpty();
            tenant.mapper.close();
        }
        // Else it would hold only because nothing happens.
        assertThat(ruled).isGreaterThan(SEEDS / 4);
        assertThat(accepted)
                .contains(
                        RequestType.CREATE_LINKS,
                        RequestType.RETRY_LINK,
                        RequestType.DELETE_LINKS,
                        RequestType.APPLY_DEFAULT_PACKAGE,
                        RequestType.CHANGE_COMPANY,
                        RequestType.NOTE_SITE_NAME,
                        RequestType.SAVE_POLICIES,
                        RequestType.CANCEL_TASK);
    }

    /** Counting machines changes nothing, so it leaves no trail. */
    private static boolean onlyCounts(Request request) {
        return request.getCompanyChange()
                .filter(change -> change.getAction() == CompanyAction.COUNT)
                .isPresent();
    }

    private void answered(RandomTenant tenant, Request request, String where) {
        ask(tenant, request);
        if (request.getType() == RequestType.RESOLVE_DISCREPANCY) {
            return;
        }
        var result = MapperDriver.only(tenant.mapper.results());
        var changed = published(tenant, where);
        var audit = tenant.mapper.audit();
        var settings = tenant.mapper.tenants();
        if (result.getState() == RequestState.ACCEPTED) {
            accepted.add(request.getType());
            if (!onlyCounts(request)) {
                assertThat(audit).as(where).isNotEmpty();
            }
            assertThat(result.getItems())
                    .as(where)
                    .filteredOn(RequestItem::getAccepted)
                    .allSatisfy(item -> assertThat(item.getGeneration())
                            .contains(links.get(item.getSiteUid()).getGeneration()));
        } else {
            assertThat(result.getMessage()).as(where).isPresent();
            assertThat(changed).as(where).isEmpty();
            assertThat(audit).as(where).isEmpty();
            assertThat(settings).as(where).isEmpty();
        }
    }

    private void answeredNoMore(RandomTenant tenant, Request request, String where) {
        ask(tenant, request);

        assertThat(published(tenant, where)).as(where).isEmpty();
        assertThat(tenant.mapper.results()).as(where).isEmpty();
        assertThat(tenant.mapper.audit()).as(where).isEmpty();
        assertThat(tenant.mapper.tenants()).as(where).isEmpty();
    }

    private static void ask(RandomTenant tenant, Request request) {
        tenant.mapper.pipe(Topics.REQUESTS, TenantKey.of(MapperDriver.TENANT, request.getRequestId()), request);
    }

    /** Takes the new records over and returns their sites. */
    private List<String> published(RandomTenant tenant, String where) {
        var sites = new ArrayList<String>();
        for (var record : tenant.mapper.links()) {
            var site = TenantKey.entityOf(record.key);
            sites.add(site);
            tenant.publish(site, record.value);
            if (record.value == null) {
                assertThat(links.remove(site).getWanted()).as(where).isEqualTo(Wanted.ABSENT);
                continue;
            }
            var link = record.value;
            var madeByRule = link.getRequestId().startsWith("rule-")
                    && link.getMetadata().getCausedBy().equals(Optional.of(link.getRequestId()));
            if (madeByRule) {
                ruled++;
                assertThat(generations).as(where).doesNotContainKey(site);
                assertThat(companiesEver)
                        .as(where)
                        .doesNotContain(link.getCompanyId().orElseThrow());
            }
            link.getCompanyId().ifPresent(companiesEver::add);
            assertThat(link.getMetadata().getSequence()).as(where).isGreaterThan(sequences.getOrDefault(site, 0L));
            sequences.put(site, link.getMetadata().getSequence());
            if (link.getMetadata().getCausedBy().equals(Optional.of(link.getRequestId()))) {
                assertThat(link.getGeneration()).as(where).isEqualTo(generations.getOrDefault(site, 0L) + 1);
            } else {
                // Only another name of the site was noted, which is no other specification.
                assertThat(link.getGeneration()).as(where).isEqualTo(generations.get(site));
            }
            assertThat(link.getCompanyOrder().map(CompanyOrder::getRequestId).orElse(link.getRequestId()))
                    .as(where)
                    .isEqualTo(link.getRequestId());
            generations.put(site, link.getGeneration());
            links.put(site, link);
        }
        return sites;
    }

    /** Wanted or in truth in use: no company is given to a link before another has let it go. */
    private void eachCompanyHasOneLink(RandomTenant tenant, String where) {
        var holders = links.entrySet().stream()
                .flatMap(entry -> Stream.concat(entry.getValue().getCompanyId().stream(), tenant.inUse(entry.getKey()))
                        .distinct()
                        .map(company -> Map.entry(company, entry.getKey())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));

        assertThat(holders.entrySet())
                .as(where)
                .allSatisfy(
                        entry -> assertThat(entry.getValue()).as(entry.getKey()).hasSize(1));
    }
}
