package dev.companion.console;

import dev.companion.console.view.ViewFeed;
import dev.companion.deletions.ObservedKind;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.links.LinkPhase;
import dev.companion.links.SuggestionState;
import dev.companion.requests.Request;
import dev.companion.rmm.User;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;

/** Makes tenants, and says what the other services would have written for them. */
@Lazy
@TestComponent
public final class Tenancy {

    private final FakeVendors vendors;
    private final ViewFeed feed;
    private final ConsoleUnderTest.Log log;
    private final int port;

    Tenancy(FakeVendors vendors, ViewFeed feed, ConsoleUnderTest.Log log, @LocalServerPort int port) {
        this.vendors = vendors;
        this.feed = feed;
        this.log = log;
        this.port = port;
    }

    /** A tenant with an administrator who is signed in; nothing is configured. */
    public Tenant fresh() {
        var id = "t-" + UUID.randomUUID();
        return new Tenant(id, new ApiClient(port).signedIn(vendors.administratorOf(id)));
    }

    /** A tenant with both sides connected. */
    public Tenant connected() {
        var tenant = fresh();
        feed.tenant(tenant.id, Recorded.tenant(tenant.id, "MSP " + tenant.id));
        return tenant;
    }

    /** One tenant as a test sees it. */
    public final class Tenant {

        public final String id;
        public final ApiClient api;

        private Tenant(String id, ApiClient api) {
            this.id = id;
            this.api = api;
        }

        public ApiClient stranger() {
            return new ApiClient(port);
        }

        public String administrator() {
            return vendors.administratorOf(id);
        }

        public FakeDatto platform() {
            return vendors.datto(administrator());
        }

        public Tenant site(String uid, String name) {
            feed.site(key(uid), Recorded.site(id, uid, name));
            return this;
        }

        public Tenant company(String companyId, String name) {
            feed.company(key(companyId), Recorded.company(id, companyId, name));
            return this;
        }

        public Tenant ready(String siteUid, String companyId) {
            feed.link(key(siteUid), Recorded.link(id, siteUid, 1, companyId, null));
            feed.status(key(siteUid), Recorded.status(id, siteUid, 1, LinkPhase.READY, companyId));
            feed.installationLink(key(siteUid), Recorded.installationLink(id, siteUid));
            return this;
        }

        public Tenant event(String eventId, DiscrepancyState state, String siteUid, Action... actions) {
            feed.event(
                    key(eventId),
                    Recorded.event(id, eventId, DiscrepancyType.DESTINATION_DELETED, state, siteUid, actions));
            return this;
        }

        /** An event of which more is said. */
        public Tenant event(
                String eventId,
                DiscrepancyType type,
                String siteUid,
                UnaryOperator<Discrepancy.Builder> more,
                Action... actions) {
            var event =
                    Discrepancy.newBuilder(Recorded.event(id, eventId, type, DiscrepancyState.OPEN, siteUid, actions));
            feed.event(key(eventId), more.apply(event).build());
            return this;
        }

        public Tenant suggestion(String siteUid, String siteName, SuggestionState state, String... companies) {
            feed.suggestion(key(siteUid), Recorded.suggestion(id, siteUid, siteName, state, companies));
            return this;
        }

        public Tenant user(User.Builder user) {
            feed.user(key(user.getUserKey()), user.build());
            return this;
        }

        public Tenant hold(ObservedKind kind, String setId, int missing, String... examples) {
            feed.hold(key(kind.name()), Recorded.hold(id, kind, setId, missing, examples));
            return this;
        }

        /** Other settings than both sides connected and all else as it is at first. */
        public Tenant settings(UnaryOperator<dev.companion.settings.Tenant.Builder> change) {
            var saved = dev.companion.settings.Tenant.newBuilder(Recorded.tenant(id, "MSP " + id));
            feed.tenant(id, change.apply(saved).build());
            return this;
        }

        public Tenant reader(VendorApi api, UnaryOperator<ApiHealth.Builder> change) {
            var health = ApiHealth.newBuilder(Recorded.reader(id, api, ApiState.OK));
            feed.health(key("poller|" + api), change.apply(health).build());
            return this;
        }

        public ViewFeed feed() {
            return feed;
        }

        public String key(String entityId) {
            return id + "|" + entityId;
        }

        /** What this tenant has asked for so far. */
        public List<Request> requests() {
            return log.taken().stream()
                    .filter(request -> request.getTenantId().equals(id))
                    .toList();
        }
    }
}
