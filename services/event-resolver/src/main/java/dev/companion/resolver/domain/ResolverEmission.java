package dev.companion.resolver.domain;

import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.resolution.AuditNote;
import dev.companion.resolver.domain.resolution.MapperCommand;
import dev.companion.resolver.domain.resolution.ResolutionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What leaves. A cause is the id of the event that led to it; null if only time passed. */
public sealed interface ResolverEmission {

    String tenantId();

    /** @param before null if the discrepancy is opened for the first time */
    record DiscrepancyChanged(
            String tenantId,
            @Nullable State before,
            Discrepancy after,
            @Nullable String cause) implements ResolverEmission {}

    /** @param tenantName the name that people know the tenant by */
    record CommandIssued(
            String tenantId,
            String tenantName,
            ResolutionRequest request,
            MapperCommand command,
            @Nullable String cause)
            implements ResolverEmission {}

    record DecisionAudited(
            String tenantId,
            ResolutionRequest request,
            AuditNote note,
            @Nullable String cause) implements ResolverEmission {}

    /** @param answers one for each discrepancy of the request */
    record RequestAnswered(String tenantId, String requestId, List<Answer> answers) implements ResolverEmission {

        /**
         * The answer about one discrepancy.
         *
         * @param siteUid null if the discrepancy is not known or is not about a site
         * @param refusal in a sentence for people; null if the request is accepted
         */
        public record Answer(
                String discrepancyId,
                @Nullable String siteUid,
                @Nullable String refusal) {

            public boolean accepted() {
                return refusal == null;
            }
        }

        public RequestAnswered {
            answers = List.copyOf(answers);
        }
    }

    /**
     * Everything of a tenant that is reset is erased, and nothing is decided for it any more.
     *
     * @param requestId the request that resets it
     * @param discrepancies how many were erased
     * @param answers how many results of requests were erased
     */
    record TenantErased(String tenantId, String requestId, int discrepancies, int answers)
            implements ResolverEmission {}

    /** The reset of the tenant is done, so the report about it is deleted. */
    record ErasureForgotten(String tenantId) implements ResolverEmission {}

    record DiscrepancyForgotten(String tenantId, String discrepancyId) implements ResolverEmission {}

    record AnswerForgotten(String tenantId, String requestId) implements ResolverEmission {}
}
