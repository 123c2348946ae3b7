package dev.companion.console.security;

import dev.companion.console.requests.Requester;
import dev.companion.console.view.TenantScope;
import dev.companion.datto.DattoRmmClient;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The session of a signed-in administrator. Kept in memory only; ends with the process. Only the client holds the
 * credentials, to check them again.
 */
public final class ConsoleSession {

    private final String id;
    private final TenantScope tenant;
    private final String tenantName;
    private final String keyLastFour;
    private final String csrfToken;
    private final Instant signedInAt;
    private final DattoRmmClient client;
    private final String apiUrl;
    private volatile Instant usedAt;
    private volatile Instant probedAt;
    private volatile boolean doubtful;
    private final Set<String> linksShown = ConcurrentHashMap.newKeySet();

    ConsoleSession(
            String id,
            TenantScope tenant,
            String tenantName,
            String keyLastFour,
            String csrfToken,
            Instant signedInAt,
            DattoRmmClient client,
            String apiUrl) {
        this.id = id;
        this.tenant = tenant;
        this.tenantName = tenantName;
        this.keyLastFour = keyLastFour;
        this.csrfToken = csrfToken;
        this.signedInAt = signedInAt;
        this.client = client;
        this.apiUrl = apiUrl;
        this.usedAt = signedInAt;
        this.probedAt = signedInAt;
    }

    public TenantScope tenant() {
        return tenant;
    }

    public String tenantName() {
        return tenantName;
    }

    /** The last four characters of the API key that signed in; empty for a key too short to show any of. */
    public String keyLastFour() {
        return keyLastFour;
    }

    public String csrfToken() {
        return csrfToken;
    }

    public Instant signedInAt() {
        return signedInAt;
    }

    /** The person in requests and in the audit trail. */
    public Requester requester() {
        return new Requester(tenant, tenantName, keyLastFour.isEmpty() ? "an API key" : keyLastFour);
    }

    String id() {
        return id;
    }

    DattoRmmClient client() {
        return client;
    }

    /** The normalised address that said which account this is. */
    String apiUrl() {
        return apiUrl;
    }

    Instant usedAt() {
        return usedAt;
    }

    void used(Instant at) {
        usedAt = at;
    }

    Instant probedAt() {
        return probedAt;
    }

    void probed(Instant at) {
        probedAt = at;
    }

    /** Whether the last check found no administrator for a reason that may pass. */
    boolean isDoubtful() {
        return doubtful;
    }

    void doubt(boolean doubted) {
        doubtful = doubted;
    }

    /** Whether no installation link of the site was shown in this session before; from now on one was. */
    boolean isFirstLinkOf(String siteUid) {
        return linksShown.add(siteUid);
    }

    boolean isOver(Instant now, SessionRules rules) {
        return !now.isBefore(usedAt().plus(rules.idle())) || !now.isBefore(signedInAt.plus(rules.absolute()));
    }

    /** Without the id, since the id alone authenticates. */
    @Override
    public String toString() {
        return "ConsoleSession[tenant=" + tenant + "]";
    }
}
