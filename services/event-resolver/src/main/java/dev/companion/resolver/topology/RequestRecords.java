package dev.companion.resolver.topology;

import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.resolver.domain.ResolverInput;
import dev.companion.resolver.domain.ResolverInput.ResolutionRequested;
import dev.companion.resolver.domain.ResolverInput.ResolutionRequested.Target;
import dev.companion.resolver.domain.resolution.ResolutionRequest;
import dev.companion.schemas.TenantKey;
import dev.companion.vocabulary.ResolutionAction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates from the topic of requests. */
final class RequestRecords {

    /** Bounds what one request changes in one transaction. */
    static final int DISCREPANCIES_MAX = 500;

    private RequestRecords() {}

    /**
     * Returns empty for the requests of the mapper, which include the commands of this service. The request has no targets
     * if it cannot be carried out: it has no body, names another tenant than its key, too many discrepancies, or has an id
     * that is too long to derive others from.
     *
     * @throws IllegalArgumentException if the key names no request, so that it cannot be answered
     */
    static Optional<ResolverInput> toDomain(String key, @Nullable Request record) {
        if (record == null || record.getType() != RequestType.RESOLVE_DISCREPANCY) {
            return Optional.empty();
        }
        var tenantId = TenantKey.tenantOf(key);
        var requestId = TenantKey.entityOf(key);
        if (!TenantKey.isId(tenantId) || !TenantKey.isId(requestId)) {
            throw new IllegalArgumentException("key of a request: names no request (expected: tenant|requestId)");
        }
        return Optional.of(new ResolutionRequested(tenantId, requestId, targets(tenantId, requestId, record)));
    }

    private static List<Target> targets(String tenantId, String requestId, Request record) {
        var body = record.getResolution().orElse(null);
        if (body == null
                || !record.getTenantId().equals(tenantId)
                || !record.getRequestId().equals(requestId)
                || !TenantKey.isId(commandId(requestId, DISCREPANCIES_MAX))) {
            return List.of();
        }
        var ids = new LinkedHashSet<String>();
        ids.add(body.getDiscrepancyId());
        ids.addAll(body.getDiscrepancyIds());
        if (ids.size() > DISCREPANCIES_MAX) {
            return List.of();
        }
        var targets = new ArrayList<Target>();
        for (var id : ids) {
            var commandId = commandId(requestId, targets.size());
            targets.add(new Target(id, request(record.getRequestedBy(), commandId, body, ids.size() > 1)));
        }
        return targets;
    }

    /** Contains the id of the request, and is the same if the request is repeated. */
    private static String commandId(String requestId, int index) {
        return "%s.order-%d".formatted(requestId, index + 1);
    }

    private static ResolutionRequest request(String by, String commandId, Resolution body, boolean oneOfMany) {
        return new ResolutionRequest(
                by,
                commandId,
                ResolutionAction.valueOf(body.getAction().name()),
                body.getName().orElse(null),
                body.getReason().orElse(null),
                body.getUntil().orElse(null),
                body.getFacts().orElse(null),
                body.getEndpoints().orElse(null),
                body.getAssignee().orElse(null),
                oneOfMany);
    }
}
