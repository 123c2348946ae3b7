package dev.companion.console.security;

import dev.companion.console.domain.signin.AuditLimit;
import dev.companion.console.requests.AuditPublisher;
import dev.companion.runtime.door.Refusals;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Records who came in, who was refused and who was shown an installation link: a line of the log or a counter, and an
 * entry of the audit trail if the tenant is known. Of one kind of sign-in and refusal, ten entries a minute are written
 * for a tenant, so that an attack does not fill the trail.
 */
public final class SecurityLog {

    static final String SIGN_INS = "companion.console.sign.ins";
    static final String LINKS_SHOWN = "companion.console.installation.links.shown";

    /** What was asked for. */
    public enum Door {
        SIGN_IN("sign-in", "refuse sign-in"),
        CHANGE("change", "refuse change"),
        CREDENTIAL_TEST("credential-test", "refuse credential test"),
        STREAM("stream", "refuse stream");

        private final String word;
        private final String action;

        Door(String word, String action) {
            this.word = word;
            this.action = action;
        }
    }

    private final Refusals refusals;
    private final MeterRegistry meters;
    private final AuditPublisher audit;
    private final AuditLimit limit = new AuditLimit();
    private final InstantSource clock;

    public SecurityLog(Refusals refusals, MeterRegistry meters, AuditPublisher audit, InstantSource clock) {
        this.refusals = refusals;
        this.meters = meters;
        this.audit = audit;
        this.clock = clock;
    }

    /** The line of the log is that of the session. */
    void signedIn(ConsoleSession session, String address) {
        meters.counter(SIGN_INS).increment();
        audit(session.tenant().tenantId(), session.keyLastFour(), "sign in", "from " + address);
    }

    /**
     * @param reason one or two words of a closed list
     * @param tenantId null if it is not known
     */
    public void refused(Door door, String reason, String address, String keyLastFour, @Nullable String tenantId) {
        refusals.add(door.word, reason, new Refusals.Who(address, keyLastFour, tenantId));
        if (tenantId != null) {
            audit(tenantId, keyLastFour, door.action, "%s, from %s".formatted(reason, address));
        }
    }

    /** Refused in a session. */
    public void refused(Door door, String reason, String address, ConsoleSession session) {
        refused(door, reason, address, session.keyLastFour(), session.tenant().tenantId());
    }

    /** Each answer is counted; the trail has one entry for each session and site, so all sites that were read are in it. */
    public void linkShown(ConsoleSession session, String siteUid) {
        meters.counter(LINKS_SHOWN).increment();
        if (session.isFirstLinkOf(siteUid)) {
            audit.append(
                    session.tenant().tenantId(),
                    session.keyLastFour(),
                    "show installation link",
                    "site:" + siteUid,
                    null);
        }
    }

    private void audit(String tenantId, String actor, String action, String why) {
        if (limit.allows(tenantId + "|" + action, clock.instant())) {
            audit.append(tenantId, actor, action, "tenant:" + tenantId, why);
        }
    }
}
