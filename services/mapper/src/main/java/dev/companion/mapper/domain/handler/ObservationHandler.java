package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.DecideDeletions;
import dev.companion.mapper.domain.request.Request.SaveObservation;
import dev.companion.mapper.domain.request.Request.SetPaused;
import dev.companion.mapper.domain.settings.DeletionDecision;
import dev.companion.mapper.domain.settings.ObservationSettings;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PolicyLevel;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Handles requests about observing: when, how, whether at all, and which deletions to believe. Each is accepted whole or
 * refused, and needs at least one side that is set up, because nothing is observed before.
 */
final class ObservationHandler {

    private static final String NOTHING_CONNECTED =
            "Nothing is connected yet, so there is nothing to observe. Save the credentials of Datto RMM or GravityZone"
                    + " first.";

    private final Inventory inventory;
    private final Request request;

    ObservationHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    Decision sweepNow() {
        return ifObserved(tenant -> tenant.paused()
                ? Decision.refused("Work for this tenant is paused, so no list is read. Resume it first.")
                : settled(
                        tenant,
                        tenant.withSweepRequested(request.requestedAt()),
                        Action.REQUEST_SWEEP,
                        "tenant:" + request.tenantId(),
                        null,
                        null));
    }

    /** The links of the whole tenant are looked for; what is found is suggested, so suggestions must not be switched off. */
    Decision findLinks() {
        return ifObserved(tenant -> {
            if (!tenant.hasBothSides()) {
                return Decision.refused(
                        "Earlier links are found by comparing both vendors. Connect Datto RMM and GravityZone first.");
            }
            if (tenant.paused()) {
                return Decision.refused("Work for this tenant is paused, so nothing is read. Resume it first.");
            }
            if (tenant.suggestions() == PolicyLevel.OBSERVE) {
                return Decision.refused(
                        "What is found is shown as suggestions, and these are switched off. Switch them on under Settings"
                                + " first.");
            }
            return settled(
                    tenant,
                    tenant.withLinksRequested(request.requestedAt()),
                    Action.FIND_LINKS,
                    "tenant:" + request.tenantId(),
                    null,
                    null);
        });
    }

    Decision pause(SetPaused wanted) {
        return ifObserved(tenant -> settled(
                tenant,
                tenant.withPaused(wanted.paused()),
                wanted.paused() ? Action.PAUSE : Action.RESUME,
                "tenant:" + request.tenantId(),
                describe(tenant.paused()),
                describe(wanted.paused())));
    }

    Decision save(SaveObservation wanted) {
        var settings = wanted.settings();
        if (settings.guardFloor() < 0 || settings.guardFloor() > ObservationSettings.FLOOR_MAX) {
            return Decision.refused("The minimum of the deletion limit is %d; it can be 0 to %,d deletions."
                    .formatted(settings.guardFloor(), ObservationSettings.FLOOR_MAX));
        }
        if (settings.guardPercent() < 0 || settings.guardPercent() > ObservationSettings.PERCENT_MAX) {
            return Decision.refused("The percentage of the deletion limit is %d %%; it can be 0 to %d %%."
                    .formatted(settings.guardPercent(), ObservationSettings.PERCENT_MAX));
        }
        return ifObserved(tenant -> settled(
                tenant,
                tenant.with(settings),
                Action.SAVE_OBSERVATION,
                "tenant:" + request.tenantId(),
                describe(tenant.observation().settings()),
                describe(settings)));
    }

    /** The poller holds the set and checks that the decision is about it: a decision on another set does nothing. */
    Decision decide(DecideDeletions wanted) {
        if (wanted.kind() == ObservedKind.UNKNOWN) {
            return Decision.refused("This version does not know the list of these deletions.");
        }
        if (wanted.setId().isBlank()) {
            return Decision.refused("The request does not say which deletions it is about.");
        }
        var decision = new DeletionDecision(
                wanted.kind(), wanted.setId(), wanted.approved(), request.requestedBy(), request.requestedAt());
        return ifObserved(tenant -> settled(
                tenant,
                tenant.with(decision),
                wanted.approved() ? Action.APPROVE_DELETIONS : Action.REJECT_DELETIONS,
                "deletions:" + wanted.kind().name().toLowerCase(Locale.ROOT),
                null,
                "set " + wanted.setId()));
    }

    private Decision ifObserved(Function<TenantSettings, Decision> decision) {
        return ifObserved(inventory, decision);
    }

    /** Refuses the request if no side is set up. */
    static Decision ifObserved(Inventory inventory, Function<TenantSettings, Decision> decision) {
        return inventory
                .findTenant()
                .filter(TenantSettings::hasAnySide)
                .map(decision)
                .orElseGet(() -> Decision.refused(NOTHING_CONNECTED));
    }

    private Decision settled(
            TenantSettings before,
            TenantSettings after,
            Action action,
            String target,
            @Nullable String was,
            @Nullable String is) {
        return Decision.settled(
                before, after.named(request.tenantName()), new AuditNote(action, target, was, is, null));
    }

    private static String describe(boolean paused) {
        return paused ? "paused" : "working";
    }

    private static String describe(ObservationSettings settings) {
        return "e-mail addresses %s, deletion limit %d or %d %% a day"
                .formatted(
                        settings.userEmails() ? "published" : "not published",
                        settings.guardFloor(),
                        settings.guardPercent());
    }
}
