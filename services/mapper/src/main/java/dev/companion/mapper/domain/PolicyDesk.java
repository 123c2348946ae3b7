package dev.companion.mapper.domain;

import dev.companion.mapper.domain.AuditNote.Action;
import dev.companion.mapper.domain.Request.SavePolicies;
import dev.companion.mapper.domain.Request.SetHealing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * How far rules may go. A level that a type cannot have is refused with the reason, so that nobody believes in a rule
 * that does not exist.
 */
final class PolicyDesk {

    private final Inventory inventory;
    private final Request request;

    PolicyDesk(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    /** The three types that are healed go along: ACT where it is on, SUGGEST where it is off. */
    Decision heal(SetHealing wanted) {
        return ifObserved(tenant -> settled(
                tenant,
                tenant.healing(wanted.healing()),
                new AuditNote(
                        wanted.healing() ? Action.HEAL : Action.OBSERVE,
                        "tenant:" + request.tenantId(),
                        healingWords(tenant.healing()),
                        healingWords(wanted.healing()),
                        null)));
    }

    Decision save(SavePolicies wanted) {
        if (wanted.policies().isEmpty() && wanted.suggestions() == null) {
            return Decision.refused("The request does not say which policy is to change.");
        }
        return impossible(wanted)
                .or(() -> contradiction(wanted))
                .map(Decision::refused)
                .orElseGet(() -> ifObserved(tenant -> {
                    var after = tenant.with(wanted.policies()).suggestions(wanted.suggestions());
                    return settled(tenant, after, note(tenant, after));
                }));
    }

    private static Optional<String> impossible(SavePolicies wanted) {
        return wanted.policies().stream()
                .flatMap(policy -> policy.type().objectionTo(policy.level()).stream())
                .findFirst();
    }

    private static Optional<String> contradiction(SavePolicies wanted) {
        var levels = new EnumMap<DiscrepancyType, PolicyLevel>(DiscrepancyType.class);
        for (var policy : wanted.policies()) {
            var before = levels.putIfAbsent(policy.type(), policy.level());
            if (before != null && before != policy.level()) {
                return Optional.of(
                        "“%s” is given two levels.".formatted(policy.type().words()));
            }
        }
        var healed = levels.entrySet().stream()
                .filter(entry -> entry.getKey().isHealed())
                .map(Map.Entry::getValue)
                .distinct()
                .count();
        return LinkRules.when(
                healed > 1,
                "“association missing”, “package missing” and “package link changed” share one level, since each of"
                        + " their repairs entails the others.");
    }

    private AuditNote note(TenantSettings before, TenantSettings after) {
        var was = new StringJoiner("; ");
        var is = new StringJoiner("; ");
        for (var type : DiscrepancyType.values()) {
            if (before.levelOf(type) != after.levelOf(type)) {
                was.add(type.words() + ": " + before.levelOf(type).words());
                is.add(type.words() + ": " + after.levelOf(type).words());
            }
        }
        if (before.suggestions() != after.suggestions()) {
            was.add("suggestions: " + before.suggestions().words());
            is.add("suggestions: " + after.suggestions().words());
        }
        var target = "tenant:" + request.tenantId();
        return is.length() == 0
                ? new AuditNote(Action.SAVE_POLICIES, target, null, null, "all was so already")
                : new AuditNote(Action.SAVE_POLICIES, target, was.toString(), is.toString(), null);
    }

    private Decision ifObserved(Function<TenantSettings, Decision> decision) {
        return ObservationDesk.ifObserved(inventory, decision);
    }

    /** What changes nothing is accepted and publishes no settings. */
    private Decision settled(TenantSettings before, TenantSettings wanted, AuditNote note) {
        var after = wanted.named(request.tenantName());
        return Decision.settled(after.equals(before) ? null : after.next(), List.of(), note);
    }

    private static String healingWords(boolean healing) {
        return healing ? "changes behind a link are put right" : "changes behind a link are only recorded";
    }
}
