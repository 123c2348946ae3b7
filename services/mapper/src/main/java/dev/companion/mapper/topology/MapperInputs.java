package dev.companion.mapper.topology;

import dev.companion.gravityzone.ClaimAnswer;
import dev.companion.gravityzone.Company;
import dev.companion.links.LinkStatus;
import dev.companion.mapper.domain.MapperInput;
import dev.companion.mapper.domain.MapperInput.CompanyDeleted;
import dev.companion.mapper.domain.MapperInput.CompanyObserved;
import dev.companion.mapper.domain.MapperInput.ErasureReported;
import dev.companion.mapper.domain.MapperInput.LinkStatusObserved;
import dev.companion.mapper.domain.MapperInput.RequestReceived;
import dev.companion.mapper.domain.MapperInput.SiteDeleted;
import dev.companion.mapper.domain.MapperInput.SiteObserved;
import dev.companion.mapper.domain.MapperInput.VariableObserved;
import dev.companion.requests.Request;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteVariable;
import dev.companion.runtime.InboundRecord;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.settings.ErasedKeys;
import dev.companion.settings.TenantErasure;
import java.util.Optional;
import java.util.stream.Collectors;

/** Translates the records that the mapper reads. */
final class MapperInputs {

    private MapperInputs() {}

    /** Empty for a tombstone that means nothing, and for a request that another service decides. */
    static Optional<MapperInput> of(InboundRecord record) {
        var tenantId = TenantKey.tenantOf(record.key());
        var entityId = TenantKey.entityOf(record.key());
        if (record.isOf(Topics.RMM_SITES)) {
            return Optional.of(
                    record.value() instanceof Site site
                            ? new SiteObserved(tenantId, entityId, SiteRecords.toDomain(site))
                            : new SiteDeleted(tenantId, entityId));
        }
        if (record.isOf(Topics.RMM_SITE_VARIABLES)) {
            var variable = record.value() instanceof SiteVariable seen ? SiteRecords.toDomain(seen) : null;
            return Optional.of(new VariableObserved(tenantId, entityId, variable));
        }
        if (record.isOf(Topics.GRAVITYZONE_COMPANIES)) {
            return Optional.of(
                    record.value() instanceof Company company
                            ? new CompanyObserved(tenantId, entityId, CompanyRecords.toDomain(company))
                            : new CompanyDeleted(tenantId, entityId));
        }
        if (record.value() instanceof TenantErasure erasure) {
            return Optional.of(new ErasureReported(
                    tenantId,
                    entityId,
                    erasure.getRequestId(),
                    erasure.getErased().stream()
                            .collect(Collectors.toMap(ErasedKeys::getTopic, ErasedKeys::getKeys, Integer::sum))));
        }
        if (record.value() instanceof ClaimAnswer answer) {
            return Optional.of(ClaimRecords.toInput(tenantId, entityId, answer));
        }
        if (record.value() instanceof LinkStatus status) {
            return Optional.of(new LinkStatusObserved(tenantId, entityId, LinkStatusRecords.toDomain(status)));
        }
        return record.value() instanceof Request request && RequestRecords.isOurs(request)
                ? Optional.of(new RequestReceived(
                        RequestRecords.toDomain(record.key(), request),
                        request.getType().name()))
                : Optional.empty();
    }
}
