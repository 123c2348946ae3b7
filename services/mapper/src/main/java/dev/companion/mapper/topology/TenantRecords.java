package dev.companion.mapper.topology;

import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.settings.GravityZoneAccess;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.Tenant;
import dev.companion.settings.TenantReset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The topic of tenants. */
final class TenantRecords {

    private TenantRecords() {}

    static Tenant toRecord(String tenantId, TenantSettings settings, ClaimVerdict claim, Instant at, String requestId) {
        return Tenant.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "tenant:" + settings.sequence() + ":" + requestId, at, settings.sequence(), requestId))
                .setTenantId(tenantId)
                .setName(settings.name())
                .setGravityZone(Optional.ofNullable(settings.gravityZone())
                        .map(access -> access(access, claim))
                        .orElse(null))
                .setRmm(Optional.ofNullable(settings.rmm())
                        .map(TenantRecords::access)
                        .orElse(null))
                .setDefaultPackage(ProfileRecords.toRecord(settings.profile()))
                .setPaused(settings.paused())
                .setObservation(
                        ObservationRecords.toRecord(settings.observation().settings()))
                .setSweepRequestedAt(settings.observation().sweepRequestedAt())
                .setLinkSearchRequestedAt(settings.observation().linksRequestedAt())
                .setDeletionDecisions(settings.observation().deletionDecisions().stream()
                        .map(ObservationRecords::toRecord)
                        .toList())
                .setHealing(settings.healing())
                .setPolicies(settings.policies().exceptions().stream()
                        .map(PolicyRecords::toRecord)
                        .toList())
                .setSuggestions(PolicyRecords.toRecord(settings.suggestions()))
                .setReset(Optional.ofNullable(settings.reset())
                        .map(TenantRecords::reset)
                        .orElse(null))
                .build();
    }

    private static TenantReset reset(TenantSettings.Reset reset) {
        return new TenantReset(reset.requestId(), reset.startedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    private static dev.companion.settings.GravityZoneAccess access(GravityZoneAccess access, ClaimVerdict claim) {
        return dev.companion.settings.GravityZoneAccess.newBuilder()
                .setAccessUrl(access.accessUrl())
                .setApiKeyLastFour(access.apiKeyLastFour())
                .setRootCompanyId(access.rootCompanyId())
                .setRootCompanyName(access.rootCompanyName())
                .setRevision(access.revision())
                .setClaim(ClaimRecords.toRecord(claim))
                .setDisconnectedAt(access.disconnectedAt())
                .build();
    }

    private static dev.companion.settings.RmmAccess access(RmmAccess access) {
        var grant =
                switch (access.grant()) {
                    case UNKNOWN -> RmmGrant.UNKNOWN;
                    case PASSWORD -> RmmGrant.PASSWORD;
                    case CLIENT_CREDENTIALS -> RmmGrant.CLIENT_CREDENTIALS;
                };
        return dev.companion.settings.RmmAccess.newBuilder()
                .setApiUrl(access.apiUrl())
                .setApiKeyLastFour(access.apiKeyLastFour())
                .setGrant(grant)
                .setRevision(access.revision())
                .setDisconnectedAt(access.disconnectedAt())
                .build();
    }
}
