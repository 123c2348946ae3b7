package dev.companion.poller.topology;

import dev.companion.deletions.ObservedKind;
import dev.companion.poller.domain.deletion.DeletionDecision;
import dev.companion.poller.domain.polling.CredentialName;
import dev.companion.poller.domain.polling.PollInput;
import dev.companion.poller.domain.polling.PollKind;
import dev.companion.poller.domain.polling.TenantSettings;
import dev.companion.poller.domain.read.SealedCredential;
import dev.companion.runtime.InboundRecord;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.ObservationSettings;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.Tenant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates settings and credentials of a tenant in. */
final class TenantRecords {

    private static final int FLOOR_MAX = 1000;

    private TenantRecords() {}

    static PollInput toTenant(InboundRecord record) {
        var tenant = (Tenant) record.value();
        return Optional.ofNullable(tenant)
                .flatMap(Tenant::getReset)
                .<PollInput>map(reset -> new PollInput.TenantReset(record.key(), reset.getRequestId()))
                .orElseGet(() -> new PollInput.TenantChanged(record.key(), tenant == null ? null : toDomain(tenant)));
    }

    /** Empty for a credential that the poller does not use. */
    static Optional<PollInput> toCredential(InboundRecord record) {
        var secret = (SealedSecret) record.value();
        return name(TenantKey.entityOf(record.key()))
                .map(name -> new PollInput.CredentialChanged(
                        TenantKey.tenantOf(record.key()), name, secret == null ? null : toDomain(secret)));
    }

    private static Optional<CredentialName> name(String name) {
        return Arrays.stream(CredentialName.values())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    /** A vendor that a person disconnected is none that is read; what was read before stays. */
    private static TenantSettings toDomain(Tenant tenant) {
        return new TenantSettings(
                tenant.getPaused(),
                tenant.getRmm()
                        .filter(rmm -> rmm.getDisconnectedAt().isEmpty())
                        .map(rmm -> new TenantSettings.Rmm(
                                rmm.getApiUrl(), rmm.getGrant().name(), rmm.getRevision()))
                        .orElse(null),
                tenant.getGravityZone()
                        .filter(access -> access.getDisconnectedAt().isEmpty())
                        .map(access -> new TenantSettings.GravityZone(
                                access.getAccessUrl(), access.getRootCompanyId(), access.getRevision()))
                        .orElse(null),
                observing(tenant.getObservation()),
                tenant.getSweepRequestedAt().orElse(null),
                tenant.getLinkSearchRequestedAt().orElse(null),
                decisions(tenant.getDeletionDecisions()));
    }

    private static SealedCredential toDomain(SealedSecret secret) {
        var ciphertext = secret.getCiphertext().duplicate();
        var bytes = new byte[ciphertext.remaining()];
        ciphertext.get(bytes);
        return new SealedCredential(bytes, secret.getRevision());
    }

    /** A number out of bounds counts as the nearest bound. */
    private static TenantSettings.Observing observing(ObservationSettings settings) {
        return new TenantSettings.Observing(
                settings.getUserEmails(),
                Math.clamp(settings.getGuardFloor(), 0, FLOOR_MAX),
                Math.clamp(settings.getGuardPercent(), 0, 100));
    }

    /** If there are several for one kind, the newest. */
    private static Map<PollKind, DeletionDecision> decisions(List<dev.companion.settings.DeletionDecision> records) {
        var decisions = new EnumMap<PollKind, DeletionDecision>(PollKind.class);
        for (var decided : records) {
            var kind = kind(decided.getKind());
            if (kind != null) {
                var decision = new DeletionDecision(decided.getSetId(), decided.getApproved(), decided.getDecidedAt());
                decisions.merge(kind, decision, (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
        }
        return decisions;
    }

    private static @Nullable PollKind kind(ObservedKind kind) {
        return switch (kind) {
            case UNKNOWN -> null;
            case SITES -> PollKind.SITES;
            case USERS -> PollKind.USERS;
            case COMPANIES -> PollKind.COMPANIES;
        };
    }
}
