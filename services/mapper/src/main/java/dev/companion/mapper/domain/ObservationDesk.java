package dev.companion.mapper.domain;

import dev.companion.mapper.domain.AuditNote.Action;
import dev.companion.mapper.domain.Request.DecideDeletions;
import dev.companion.mapper.domain.Request.SaveObservation;
import dev.companion.mapper.domain.Request.SetPaused;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of observing: when, how, whether at all, and which deletions to believe. Each is taken over whole
 * or refused, and needs a side that is connected, since nothing is observed before.
 */
final class ObservationDesk {

    private static final String NOTHING_CONNECTED =
            "Nothing is connected yet, so there is nothing to observe. Save the credentials of Datto RMM or GravityZone"
                    + " first.";

    private final Inventory inventory;
    private final Request request;

    ObservationDesk(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    Decision sweepNow() {
        return ifObserved(tenant -> tenant.paused()
                ? Decision.refused("Work for this tenant is paused, so nothing is read. Resume it first.")
                : settled(
                        tenant,
                        tenant.sweptFrom(request.requestedAt()),
                        Action.REQUEST_SWEEP,
                        "tenant:" + request.tenantId(),
                        null,
                        null));
    }

    Decision pause(SetPaused wanted) {
        return ifObserved(tenant -> settled(
                tenant,
                tenant.paused(wanted.paused()),
                wanted.paused() ? Action.PAUSE : Action.RESUME,
                "tenant:" + request.tenantId(),
                words(tenant.paused()),
                words(wanted.paused())));
    }

    Decision save(SaveObservation wanted) {
        var settings = wanted.settings();
        if (settings.guardFloor() < 0 || settings.guardFloor() > ObservationSettings.FLOOR_MAX) {
            return Decision.refused("The number of deletions that are always believed is %d; it can be 0 to %,d."
                    .formatted(settings.guardFloor(), ObservationSettings.FLOOR_MAX));
        }
        if (settings.guardPercent() < 0 || settings.guardPercent() > ObservationSettings.PERCENT_MAX) {
            return Decision.refused("The share of deletions that is believed is %d %%; it can be 0 to %d %%."
                    .formatted(settings.guardPercent(), ObservationSettings.PERCENT_MAX));
        }
        return ifObserved(tenant -> settled(
                tenant,
                tenant.with(settings),
                Action.SAVE_OBSERVATION,
                "tenant:" + request.tenantId(),
                words(tenant.observation()),
                words(settings)));
    }

    /** Whether the set is still the one that is held is seen by who holds it: a decision on another set does nothing. */
    Decision decide(DecideDeletions wanted) {
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

    /** Refused where no side is connected. */
    static Decision ifObserved(Inventory inventory, Function<TenantSettings, Decision> decision) {
        return inventory
                .findTenant()
                .filter(TenantSettings::isObserved)
                .map(decision)
                .orElseGet(() -> Decision.refused(NOTHING_CONNECTED));
    }

    /** What changes nothing is accepted and publishes no settings. */
    private Decision settled(
            TenantSettings before,
            TenantSettings wanted,
            Action action,
            String target,
            @Nullable String was,
            @Nullable String is) {
        var after = wanted.named(request.tenantName());
        return Decision.settled(
                after.equals(before) ? null : after.next(), List.of(), new AuditNote(action, target, was, is, null));
    }

    private static String words(boolean paused) {
        return paused ? "paused" : "working";
    }

    private static String words(ObservationSettings settings) {
        return "e-mail addresses %s, deletions believed up to %d or %d %% a day"
                .formatted(
                        settings.userEmails() ? "published" : "not published",
                        settings.guardFloor(),
                        settings.guardPercent());
    }
}
