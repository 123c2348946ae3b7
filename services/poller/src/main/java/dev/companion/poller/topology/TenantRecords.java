package dev.companion.poller.topology;

import dev.companion.deletions.ObservedKind;
import dev.companion.poller.domain.DeletionDecision;
import dev.companion.settings.ObservationSettings;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.Tenant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of a tenant, translated in. */
final class TenantRecords {

    private static final int FLOOR_MAX = 1000;

    private TenantRecords() {}

    static TenantSettings toDomain(Tenant tenant) {
        return new TenantSettings(
                tenant.getPaused(),
                tenant.getRmm()
                        .map(rmm -> new TenantSettings.Rmm(
                                rmm.getApiUrl(), rmm.getGrant().name(), rmm.getRevision()))
                        .orElse(null),
                tenant.getGravityZone()
                        .map(access -> new TenantSettings.GravityZone(
                                access.getAccessUrl(), access.getRootCompanyId(), access.getRevision()))
                        .orElse(null),
                observing(tenant.getObservation()),
                tenant.getSweepRequestedAt().orElse(null),
                decisions(tenant.getDeletionDecisions()));
    }

    static TenantSettings.Sealed toDomain(SealedSecret secret) {
        var ciphertext = secret.getCiphertext().duplicate();
        var bytes = new byte[ciphertext.remaining()];
        ciphertext.get(bytes);
        return new TenantSettings.Sealed(bytes, secret.getRevision());
    }

    /** Whoever writes a figure beyond its bounds wants as much of it as there may be. */
    private static TenantSettings.Observing observing(ObservationSettings settings) {
        return new TenantSettings.Observing(
                settings.getUserEmails(),
                Math.clamp(settings.getGuardFloor(), 0, FLOOR_MAX),
                Math.clamp(settings.getGuardPercent(), 0, 100));
    }

    /** Of several about one kind, the newest. */
    private static Map<Kind, DeletionDecision> decisions(List<dev.companion.settings.DeletionDecision> records) {
        var decisions = new EnumMap<Kind, DeletionDecision>(Kind.class);
        for (var decided : records) {
            var kind = kind(decided.getKind());
            if (kind != null) {
                var decision = new DeletionDecision(decided.getSetId(), decided.getApproved(), decided.getDecidedAt());
                decisions.merge(kind, decision, (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
        }
        return decisions;
    }

    private static @Nullable Kind kind(ObservedKind kind) {
        return switch (kind) {
            case UNKNOWN -> null;
            case SITES -> Kind.SITES;
            case USERS -> Kind.USERS;
            case COMPANIES -> Kind.COMPANIES;
        };
    }
}
