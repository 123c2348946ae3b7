package dev.companion.resolver.domain;

import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.Ruling.Accepted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a rule does by itself where a tenant lets it: the one action that its type has for that, once for the same facts.
 * Where that does not help, a person is asked.
 */
public final class PolicyDesk {

    /** Who acted, in the audit trail. */
    public static final String ACTOR = "policy";

    private PolicyDesk() {}

    /** The wish of the rule about a discrepancy; empty where it has none. */
    public static Optional<Wish> wish(Discrepancy discrepancy, TenantView tenant) {
        var type = discrepancy.finding().type();
        if (discrepancy.state() != State.OPEN
                || discrepancy.level() != Level.ACT
                || tenant.level(type) != Level.ACT
                || tenant.paused()
                || type.healed()) {
            return Optional.empty();
        }
        var attempt = discrepancy.attempt();
        var tried = attempt != null
                && attempt.fingerprint().equals(discrepancy.finding().fingerprint());
        return tried
                ? Optional.empty()
                : type.automatic()
                        .filter(discrepancy.finding()::offers)
                        .map(action -> Wish.ofPolicy(orderId(discrepancy), action));
    }

    /** The same for the same moment of the discrepancy, so that a repeat orders nothing twice. */
    private static String orderId(Discrepancy discrepancy) {
        var what = discrepancy.discrepancyId() + "|" + discrepancy.sequence();
        return ACTOR + "-" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the ruling is one that a rule may bring about: never the end of a company. */
    public static Optional<Accepted> lawful(Ruling ruling) {
        return ruling instanceof Accepted accepted
                        && !(accepted.order() instanceof Order.ChangeCompany change
                                && change.change() != CompanyChange.RENAME)
                ? Optional.of(accepted)
                : Optional.empty();
    }

    /** Decides the wish of the rule like anybody's. */
    public static Optional<Accepted> decide(Case it, TenantView tenant, Instant now) {
        return wish(it.discrepancy(), tenant)
                .flatMap(wish -> lawful(ResolutionDesk.decide(wish, Optional.of(it), now)));
    }
}
