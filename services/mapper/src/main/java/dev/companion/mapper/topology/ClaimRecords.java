package dev.companion.mapper.topology;

import dev.companion.gravityzone.ClaimAnswer;
import dev.companion.gravityzone.ClaimRequest;
import dev.companion.gravityzone.ClaimRequestType;
import dev.companion.gravityzone.RootClaim;
import dev.companion.mapper.domain.MapperEmission.ClaimStated;
import dev.companion.mapper.domain.MapperInput.ClaimAnswered;
import dev.companion.mapper.domain.claim.ClaimEmission.Judged;
import dev.companion.mapper.domain.claim.ClaimInput;
import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.claim.Right;
import dev.companion.mapper.domain.claim.Statement;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.OutboundRecords.Removal;
import java.time.Instant;
import java.util.Optional;

/** The topics of claims. */
final class ClaimRecords {

    private ClaimRecords() {}

    static ClaimRequest toRecord(ClaimStated stated, Instant at) {
        return ClaimRequest.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "claim:%s:%s:%s:%d"
                                .formatted(stated.rootId(), stated.tenantId(), stated.statement(), at.toEpochMilli()),
                        at,
                        1,
                        stated.causedBy()))
                .setRootCompanyId(stated.rootId())
                .setTenantId(stated.tenantId())
                .setType(ClaimRequestType.valueOf(stated.statement().name()))
                .setSince(stated.since())
                .build();
    }

    /** Empty for a statement that this version does not know. */
    static Optional<ClaimInput> toInput(String rootId, String tenantId, ClaimRequest record) {
        var statement =
                switch (record.getType()) {
                    case CLAIM -> Statement.CLAIM;
                    case RELEASE -> Statement.RELEASE;
                    case SEEN -> Statement.SEEN;
                    case UNSEEN -> Statement.UNSEEN;
                    case UNKNOWN -> null;
                };
        return statement == null
                ? Optional.empty()
                : Optional.of(new ClaimInput(
                        rootId,
                        tenantId,
                        statement,
                        record.getSince().orElse(null),
                        record.getMetadata().getCausedBy().orElse(null)));
    }

    static RootClaim toRecord(String rootId, Right holder, Instant at) {
        return RootClaim.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "root:%s:%s:%d"
                                .formatted(
                                        rootId,
                                        holder.tenantId(),
                                        holder.since().toEpochMilli()),
                        at,
                        1,
                        null))
                .setRootCompanyId(rootId)
                .setTenantId(holder.tenantId())
                .setSince(holder.since())
                .build();
    }

    static Removal released(String rootId, Instant at) {
        return new Removal("root:%s:released:%d".formatted(rootId, at.toEpochMilli()), at, null);
    }

    static ClaimAnswer toRecord(Judged judged, Instant at) {
        return ClaimAnswer.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "verdict:%s:%s:%s:%d"
                                .formatted(judged.rootId(), judged.tenantId(), judged.verdict(), at.toEpochMilli()),
                        at,
                        1,
                        judged.causedBy()))
                .setTenantId(judged.tenantId())
                .setRootCompanyId(judged.rootId())
                .setVerdict(toRecord(judged.verdict()))
                .setSince(judged.since())
                .build();
    }

    static ClaimAnswered toInput(String tenantId, String rootId, ClaimAnswer record) {
        return new ClaimAnswered(
                tenantId,
                rootId,
                toDomain(record.getVerdict()),
                record.getSince().orElse(null),
                record.getMetadata().getCausedBy().orElse(null));
    }

    static dev.companion.gravityzone.ClaimVerdict toRecord(ClaimVerdict verdict) {
        return dev.companion.gravityzone.ClaimVerdict.valueOf(verdict.name());
    }

    private static ClaimVerdict toDomain(dev.companion.gravityzone.ClaimVerdict verdict) {
        return ClaimVerdict.valueOf(verdict.name());
    }
}
