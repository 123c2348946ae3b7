package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.SavePolicies;
import dev.companion.mapper.domain.request.Request.SetHealing;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.EnumMap;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Handles requests about how far rules may go. A level that a type cannot have is refused with the reason, so that no person
 * relies on a rule that does not exist.
 */
final class PolicyHandler {

    private final Inventory inventory;
    private final Request request;

    PolicyHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    /** The three healed types change too: to ACT if healing is on, to SUGGEST if it is off. */
    Decision heal(SetHealing wanted) {
        return ifObserved(tenant -> settled(
                tenant,
                tenant.withHealing(wanted.healing()),
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
        if (wanted.suggestions() == PolicyLevel.UNKNOWN) {
            return Decision.refused("This version does not know the level that the request gives to suggestions.");
        }
        var levels = new EnumMap<DiscrepancyType, PolicyLevel>(DiscrepancyType.class);
        for (var policy : wanted.policies()) {
            if (policy.type() == DiscrepancyType.UNKNOWN) {
                return Decision.refused("The request names a type of discrepancy that this version does not know.");
            }
            if (policy.level() == PolicyLevel.UNKNOWN) {
                return Decision.refused("This version does not know the level that the request gives to “%s”."
                        .formatted(policy.type().title()));
            }
            var before = levels.putIfAbsent(policy.type(), policy.level());
            if (before != null && before != policy.level()) {
                return Decision.refused(
                        "“%s” is given two levels.".formatted(policy.type().title()));
            }
        }
        return DiscrepancyType.objection(levels)
                .map(Decision::refused)
                .orElseGet(() -> ifObserved(tenant -> {
                    var after = tenant.with(wanted.policies()).withSuggestions(wanted.suggestions());
                    return settled(tenant, after, note(tenant, after));
                }));
    }

    private AuditNote note(TenantSettings before, TenantSettings after) {
        var was = new StringJoiner("; ");
        var is = new StringJoiner("; ");
        for (var type : DiscrepancyType.known()) {
            if (before.levelOf(type) != after.levelOf(type)) {
                was.add(type.title() + ": " + before.levelOf(type).title());
                is.add(type.title() + ": " + after.levelOf(type).title());
            }
        }
        if (before.suggestions() != after.suggestions()) {
            was.add("suggestions: " + before.suggestions().title());
            is.add("suggestions: " + after.suggestions().title());
        }
        var target = "tenant:" + request.tenantId();
        return is.length() == 0
                ? new AuditNote(Action.SAVE_POLICIES, target, null, null, "no level changed")
                : new AuditNote(Action.SAVE_POLICIES, target, was.toString(), is.toString(), null);
    }

    private Decision ifObserved(Function<TenantSettings, Decision> decision) {
        return ObservationHandler.ifObserved(inventory, decision);
    }

    private Decision settled(TenantSettings before, TenantSettings after, AuditNote note) {
        return Decision.settled(before, after.named(request.tenantName()), note);
    }

    private static String healingWords(boolean healing) {
        return healing ? "changes behind a link are repaired" : "changes behind a link are only recorded";
    }
}
