package dev.companion.console;

import dev.companion.audit.AuditEntry;
import dev.companion.console.domain.task.Task;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantScope;
import dev.companion.console.view.ViewFeed;
import dev.companion.deletions.DeletionHold;
import dev.companion.deletions.ObservedKind;
import dev.companion.gravityzone.CompanyType;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.links.CompanyOrder;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.links.Wanted;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.requests.CompanyChange;
import dev.companion.requests.Request;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestType;
import dev.companion.rmm.SiteScope;
import dev.companion.rmm.User;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.DeletionDecision;
import dev.companion.settings.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the pages over made-up records, to look at them: port 18080, or the one given as argument. */
public final class DemoPages {

    private static final String T = "tenant-a";
    private static final List<String> NAMES = List.of(
            "Acme Dental Group",
            "Bäckerei Müller & Söhne GmbH",
            "Café Ångström",
            "Contoso Ltd",
            "Contoso Ltd",
            "Donaudampfschifffahrtsgesellschaft Binnenhafen Nord – Außenstelle für Instandhaltung, Bevorratung und Entsorgung der Schwimmkörper GmbH & Co. KG",
            "Evergreen Logistics",
            "Fabrikam Legal",
            "Greenfield Primary School",
            "Harbour View Hotel",
            "株式会社サクラ物流",
            "Ironbridge Engineering",
            "Jameson & Partners",
            "Kestrel Aviation",
            "Lakeside Veterinary",
            "Meridian Accounting",
            "Northgate Pharmacy",
            "Oakwood Estates",
            "Pine Ridge Clinic",
            "Quayside Marine",
            "Riverside Motors",
            "شركة النخيل للتجارة",
            "Stonehouse Architects",
            "Tallinn Timber OÜ",
            "Umbra Studios",
            "Vantage Insurance",
            "Westbrook Council",
            "Xenon Optics",
            "Yellowstone Foods",
            "Zephyr Energy");

    private DemoPages() {}

    public static void main(String[] args) {
        var context = new SpringApplicationBuilder(ConsoleUnderTest.class)
                .run(
                        "--server.port=" + (args.length > 0 ? args[0] : "18080"),
                        "--management.server.port=-1",
                        "--companion.console.secure-cookies=false",
                        "--companion.console.demo.api-url=" + FakeVendors.RMM_URL,
                        "--companion.console.demo.api-key=" + FakeVendors.ALICE,
                        "--companion.console.demo.api-secret-key=" + FakeVendors.SECRET,
                        "--companion.console.demo.gravity-zone-access-url=" + FakeVendors.ACCESS_URL,
                        "--companion.console.demo.gravity-zone-api-key=" + FakeVendors.POOR_KEY);
        var clock = context.getBean(ConsoleUnderTest.Clock.class);
        Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(() -> clock.set(Instant.now()), 0, 200, TimeUnit.MILLISECONDS);
        var view = context.getBean(ConsoleView.class);
        var feed = context.getBean(ViewFeed.class);
        fill(feed);
        var events = new DemoEvents(T, feed, Instant.now());
        events.open();
        new DemoSuggestions(T, feed).suggest();
        var log = context.getBean(ConsoleUnderTest.Log.class);
        var settings = new AtomicReference<>(Recorded.tenant(T, "Northwind MSP"));
        log.decideBy(request -> {
            feed.request(T + "|" + request.getRequestId(), request);
            var saved = Tenant.newBuilder(settings.get());
            request.getPaused().ifPresent(saved::setPaused);
            request.getObservation().ifPresent(saved::setObservation);
            request.getHealing().ifPresent(saved::setHealing);
            request.getPolicies().ifPresent(requested -> {
                saved.setPolicies(requested.getPolicies());
                requested.getSuggestions().ifPresent(saved::setSuggestions);
            });
            request.getDismissals()
                    .orElse(List.of())
                    .forEach(pair -> feed.suggestion(T + "|" + pair.getSiteUid(), null));
            request.getDefaultPackage().ifPresent(saved::setDefaultPackage);
            if (request.getType() == RequestType.SWEEP_NOW) {
                saved.setSweepRequestedAt(Instant.now());
            }
            request.getDeletions()
                    .ifPresent(verdict -> saved.setDeletionDecisions(List.of(DeletionDecision.newBuilder()
                            .setKind(verdict.getKind())
                            .setSetId(verdict.getSetId())
                            .setApproved(verdict.getApproved())
                            .setDecidedBy(request.getRequestedBy())
                            .setDecidedAt(Instant.now())
                            .build())));
            settings.set(saved.build());
            feed.tenant(T, saved.build());
            request.getPaused().filter(paused -> paused).ifPresent(_ -> {
                var entry = AuditEntry.newBuilder(Recorded.audit(T, "pause", "pause work", "tenant:" + T))
                        .setMetadata(EventMetadatas.of("pause", Instant.now(), 1, null))
                        .setAfter("paused");
                feed.audit(T + "|pause", entry.build());
            });
            var generations = new TreeMap<String, Long>();
            request.getCreateLinks().orElse(List.of()).forEach(link -> {
                var uid = link.getSiteUid();
                generations.put(uid, 7L);
                feed.link(
                        T + "|" + uid,
                        Recorded.link(
                                T,
                                uid,
                                7,
                                link.getCompanyId().orElse(null),
                                link.getCompanyName().orElse(null)));
                if (generations.size() % 3 != 0) {
                    linked(feed, uid, link.getCompanyId().orElse("c-new-" + uid), generations.size() % 3 == 1);
                }
            });
            request.getCancelledTask().ifPresent(_ -> cancelled(feed, view, request));
            request.getDeleteLinks().orElse(List.of()).forEach(uid -> {
                generations.put(uid, 8L);
                feed.link(T + "|" + uid, Recorded.link(T, uid, 8, Wanted.ABSENT, "c-1", null));
            });
            request.getApplyDefaultPackage().orElse(List.of()).forEach(uid -> generations.put(uid, 1L));
            request.getCompanyChange().ifPresent(change -> {
                generations.put(change.getSiteUid(), 9L);
                decided(feed, change);
            });
            request.getResolution().ifPresent(resolution -> events.settle(request, resolution));
            if (request.getType() == RequestType.CANCEL_TASK || request.getType() == RequestType.RESOLVE_DISCREPANCY) {
                return;
            }
            feed.result(
                    T + "|" + request.getRequestId(),
                    Recorded.accepted(T, request.getRequestId(), request.getType(), generations));
        });
    }

    /** Half of a tenant's requested at once, and the others under way. */
    private static void linked(ViewFeed feed, String uid, String companyId, boolean ready) {
        var phase = ready ? LinkPhase.READY : LinkPhase.WORKING;
        var status = Recorded.status(T, uid, 7, phase, companyId, ConditionReason.WAITING_FOR_VENDOR, null);
        var conditions = status.getConditions().stream()
                .map(it -> Condition.newBuilder(it).setSince(Instant.now()).build())
                .toList();
        feed.status(
                T + "|" + uid,
                LinkStatus.newBuilder(status).setConditions(conditions).build());
    }

    /** Everything that no status tells of. */
    private static void cancelled(ViewFeed feed, ConsoleView view, Request request) {
        var task = view.of(TenantScope.ofAccount(T))
                .findTask(request.getCancelledTask().orElseThrow(), Instant.now());
        var items = task.orElseThrow().items().stream()
                .map(item -> RequestItem.newBuilder()
                        .setSiteUid(item.siteUid())
                        .setAccepted(item.state() == Task.ItemState.PENDING)
                        .setGeneration(8L)
                        .build())
                .toList();
        feed.result(
                T + "|" + request.getRequestId(),
                RequestResult.newBuilder(Recorded.accepted(T, request.getRequestId(), request.getType(), Map.of()))
                        .setItems(items)
                        .build());
    }

    private static void decided(ViewFeed feed, CompanyChange change) {
        var uid = change.getSiteUid();
        var order = CompanyOrder.newBuilder()
                .setAction(change.getAction())
                .setCompanyId(change.getCompanyId())
                .setCompanyName(change.getCompanyName())
                .setDecidedAt(Instant.now())
                .setRequestId("r")
                .build();
        feed.link(
                T + "|" + uid,
                Link.newBuilder(Recorded.link(T, uid, 9, change.getCompanyId(), null))
                        .setCompanyOrder(order)
                        .build());
        var status = LinkStatus.newBuilder(Recorded.status(T, uid, 9, LinkPhase.ATTENTION, change.getCompanyId()));
        var conditions = new ArrayList<>(Recorded.status(T, uid, 9, LinkPhase.READY, change.getCompanyId())
                .getConditions());
        conditions.add(Condition.newBuilder()
                .setType(ConditionType.COMPANY_ORDER)
                .setStatus(ConditionStatus.FALSE)
                .setReason(ConditionReason.DECISION_OUTDATED)
                .setMessage("The company has 14 machines with an agent by now, and at most %d were allowed. It was left"
                                .formatted(change.getEndpoints().orElse(0L))
                        + " as it is. Look at GravityZone and decide anew.")
                .setSince(Instant.now())
                .build());
        feed.status(T + "|" + uid, status.setConditions(conditions).build());
    }

    /** A ready link whose package lacks what the licence does not cover. */
    private static LinkStatus lacking(String uid, String companyId) {
        var status = Recorded.status(T, uid, 1, LinkPhase.READY, companyId);
        var conditions = new ArrayList<>(status.getConditions());
        conditions.set(
                1,
                Condition.newBuilder(conditions.get(1))
                        .setReason(ConditionReason.ADD_ON_LEFT_OUT)
                        .setMessage("Without patch management: the company's licence does not cover it. Add it to the"
                                + " licence in GravityZone, and apply the default package again.")
                        .build());
        return LinkStatus.newBuilder(status).setConditions(conditions).build();
    }

    private static void fill(ViewFeed feed) {
        var now = Instant.now();
        feed.tenant(T, Recorded.tenant(T, "Northwind MSP"));
        for (int i = 0; i < NAMES.size(); i++) {
            feed.site(
                    T + "|site-" + i,
                    Recorded.site(T, "site-" + i, NAMES.get(i), SiteScope.MANAGED, i == 4 ? null : 3 + i * 7 % 90));
        }
        for (int i = 0; i < 60; i++) {
            feed.site(T + "|more-" + i, Recorded.site(T, "more-" + i, "Zz branch " + i, SiteScope.MANAGED, i));
        }
        for (int i = 0; i < 15; i++) {
            var id = "64b6a1b2c3d4e5f6010203%02x".formatted(i);
            feed.company(
                    T + "|" + id,
                    Recorded.company(
                            T, id, i == 4 ? "Contoso Ltd" : NAMES.get(i % 12 + 2), CompanyType.CUSTOMER, i == 9));
        }
        for (int i = 0; i < 9; i++) {
            var uid = "site-" + i;
            var id = "64b6a1b2c3d4e5f6010203%02x".formatted(i);
            feed.link(
                    T + "|" + uid,
                    Recorded.link(
                            T,
                            uid,
                            1,
                            i == 8 ? Wanted.ABSENT : Wanted.PRESENT,
                            i == 5 ? null : id,
                            i == 5 ? "Donaudampfschifffahrtsgesellschaft" : null));
            switch (i) {
                case 5 ->
                    feed.status(
                            T + "|" + uid,
                            Recorded.status(
                                    T, uid, 1, LinkPhase.ATTENTION, null, ConditionReason.NAME_TAKEN_ELSEWHERE, null));
                case 6 ->
                    feed.status(
                            T + "|" + uid,
                            Recorded.status(
                                    T, uid, 1, LinkPhase.WORKING, id, ConditionReason.WAITING_FOR_VENDOR, null));
                case 7 -> {}
                case 0, 3 -> feed.status(T + "|" + uid, lacking(uid, id));
                default -> {
                    feed.status(T + "|" + uid, Recorded.status(T, uid, 1, LinkPhase.READY, id));
                    feed.installationLink(T + "|" + uid, Recorded.installationLink(T, uid));
                }
            }
        }
        feed.company(
                T + "|partner-1",
                Recorded.company(T, "partner-1", "Northwind Branch South", CompanyType.PARTNER, false));
        feed.site(T + "|od", Recorded.site(T, "od", "Was managed once", SiteScope.ON_DEMAND, 4));
        feed.link(T + "|od", Recorded.link(T, "od", 1, "64b6a1b2c3d4e5f60102030c", null));
        feed.status(T + "|od", Recorded.status(T, "od", 1, LinkPhase.READY, "64b6a1b2c3d4e5f60102030c"));
        for (var service : List.of("poller", "provisioner")) {
            for (var api : List.of(VendorApi.DATTO_RMM, VendorApi.GRAVITYZONE)) {
                feed.health(
                        T + "|" + service + "|" + api,
                        ApiHealth.newBuilder()
                                .setMetadata(Recorded.metadata())
                                .setTenantId(T)
                                .setService(service)
                                .setApi(api)
                                .setState(ApiState.OK)
                                .setSince(now)
                                .setLastSweepAt(api == VendorApi.DATTO_RMM ? null : now)
                                .setSweepRows(api == VendorApi.DATTO_RMM ? 1_250 : 15)
                                .setSweepTotal(api == VendorApi.DATTO_RMM ? 10_000 : null)
                                .setQuotaUsed(api == VendorApi.DATTO_RMM ? 120 : null)
                                .setQuotaLimit(api == VendorApi.DATTO_RMM ? 600 : null)
                                .build());
            }
        }
        var types = List.of(
                ProvisioningChangeType.COMPANY_CREATED,
                ProvisioningChangeType.PACKAGE_CREATED,
                ProvisioningChangeType.VARIABLE_WRITTEN,
                ProvisioningChangeType.LINK_READY);
        for (int i = 0; i < 20; i++) {
            feed.provisioned(
                    T + "|site-" + i / 4,
                    ProvisioningChange.newBuilder()
                            .setMetadata(EventMetadatas.of("p" + i, now.minus(Duration.ofMinutes(90 - i)), 1, null))
                            .setTenantId(T)
                            .setSiteUid("site-" + i / 4)
                            .setGeneration(1)
                            .setType(types.get(i % 4))
                            .setCompanyId("64b6a1b2c3d4e5f601020300")
                            .build());
        }
        for (int i = 0; i < 60; i++) {
            var user = User.newBuilder(Recorded.user(T, "u" + i, i % 7 == 3 ? null : "user." + i))
                    .setFirstName(i % 5 == 4 ? null : "Sam")
                    .setLastName(i % 5 == 4 ? null : NAMES.get(i % NAMES.size()))
                    .setEmail("user." + i + "@example.com")
                    .setEnabled(i % 6 == 5 ? null : i % 4 != 3)
                    .setRole(i % 3 == 0 ? "Administrator" : null)
                    .setCreatedAt(now.minus(Duration.ofDays(9L * i)));
            feed.user(T + "|u" + i, user.build());
        }
        feed.hold(
                T + "|SITES",
                DeletionHold.newBuilder(Recorded.hold(T, ObservedKind.SITES, "set-1", 23, NAMES.toArray(String[]::new)))
                        .setExamples(NAMES.subList(0, 20))
                        .setKnown(90)
                        .setSince(now.minus(Duration.ofMinutes(34)))
                        .build());
        feed.audit(T + "|a1", Recorded.audit(T, "a1", "link sites", "site:site-0"));
        feed.request(T + "|none", null);
        feed.result(T + "|r0", Recorded.accepted(T, "r0", RequestType.CREATE_LINKS, Map.of("site-0", 1L)));
        feed.tenant(T, Tenant.newBuilder(Recorded.tenant(T, "Northwind MSP")).build());
    }
}
