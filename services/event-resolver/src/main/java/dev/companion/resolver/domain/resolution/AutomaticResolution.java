package dev.companion.resolver.domain.resolution;

import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.resolution.MapperCommand.ChangeCompany;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.vocabulary.PolicyLevel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Resolves discrepancies whose policy allows it: takes the one action that the type has for that, once for the same
 * facts. If the action does not help, a person is asked.
 */
public final class AutomaticResolution {

    /** The actor in the audit trail. */
    public static final String ACTOR = "policy";

    private AutomaticResolution() {}

    /** Returns what the policy wants to do about a discrepancy; empty if nothing. */
    public static Optional<ResolutionRequest> request(Discrepancy discrepancy, TenantSettings tenant) {
        var type = discrepancy.finding().type();
        if (discrepancy.state() != State.OPEN
                || discrepancy.level() != PolicyLevel.ACT
                || tenant.level(type) != PolicyLevel.ACT
                || tenant.paused()
                || type.isHealed()) {
            return Optional.empty();
        }
        var attempt = discrepancy.attempt();
        var tried = attempt != null
                && attempt.fingerprint().equals(discrepancy.finding().fingerprint());
        return tried
                ? Optional.empty()
                : type.automatic()
                        .filter(discrepancy.finding()::recommends)
                        .map(action -> ResolutionRequest.ofPolicy(commandId(discrepancy), action));
    }

    /** The same for the same state of the discrepancy, so a repeat does not command anything twice. */
    private static String commandId(Discrepancy discrepancy) {
        var what = discrepancy.discrepancyId() + "|" + discrepancy.sequence();
        return ACTOR + "-" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the result if a policy may cause it. A policy never deletes, suspends, activates or moves a company. */
    static Optional<Accepted> ifAllowed(ResolutionResult result) {
        return result instanceof Accepted accepted
                        && !(accepted.command() instanceof ChangeCompany change
                                && !change.action().isAllowedToRules())
                ? Optional.of(accepted)
                : Optional.empty();
    }

    /** Decides the request of the policy as if a person had made it. */
    public static Optional<Accepted> decide(ResolutionContext context, TenantSettings tenant, Instant now) {
        return request(context.discrepancy(), tenant)
                .flatMap(request -> ifAllowed(ResolutionHandler.decide(request, Optional.of(context), now)));
    }
}
