package dev.companion.console.requests;

import dev.companion.audit.AuditEntry;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries of the audit trail about sign-ins, refusals and installation links that were shown. Their texts contain
 * no secret and no whole key.
 */
public final class AuditPublisher {

    private final AuditTrail trail;
    private final InstantSource clock;
    private final Function<Instant, String> ids;

    /** @param ids creates a new unique id that sorts by the given time */
    public AuditPublisher(AuditTrail trail, InstantSource clock, Function<Instant, String> ids) {
        this.trail = trail;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @param actor the last four characters of the key; empty for a key too short to show any of
     * @param action from the closed list of the console
     * @param target what it is about, as "site:…" or "tenant:…"
     * @param why null if there is nothing to add
     */
    public void append(String tenantId, String actor, String action, String target, @Nullable String why) {
        var now = clock.instant();
        var entryId = "%013d-%s".formatted(now.toEpochMilli(), ids.apply(now));
        trail.append(
                TenantKey.of(tenantId, entryId),
                AuditEntry.newBuilder()
                        .setMetadata(EventMetadatas.of("audit:" + entryId, now, 1, null))
                        .setTenantId(tenantId)
                        .setEntryId(entryId)
                        .setActor(actor.isEmpty() ? "an API key" : actor)
                        .setAction(action)
                        .setTarget(target)
                        .setBefore(null)
                        .setAfter(null)
                        .setWhy(why)
                        .build());
    }
}
