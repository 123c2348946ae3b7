package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.ResetTenant;
import dev.companion.mapper.domain.settings.TenantSettings.Reset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides whether a tenant is reset. */
final class ResetHandler {

    /** Why every other request is refused while a tenant is reset. */
    static final String UNDER_WAY =
            "Everything that Companion holds of this account is being erased. Nothing was changed."
                    + " Try again when that is done.";

    static final String TOO_OLD =
            "Nothing was erased: the request is older than 15 minutes. If everything is still to be erased, ask again.";

    /** What is known of answered requests is erased too, so only its age tells an old reset from a new one. */
    private static final Duration LASTS = Duration.ofMinutes(15);

    private final Inventory inventory;
    private final Request request;

    ResetHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    static boolean isTooOld(Request request, Instant now) {
        return now.isAfter(request.requestedAt().plus(LASTS));
    }

    /** Accepted only with the name that the person saw: the one of the settings, or the newer one of the session. */
    Decision reset(ResetTenant body) {
        var settings = inventory.findTenant();
        if (settings.isEmpty()) {
            return Decision.refused("There is nothing to erase: no settings are saved for this account.");
        }
        var typed = body.confirmedName().strip();
        var name = settings.get().name();
        if (!typed.equals(name.strip()) && !typed.equals(request.tenantName().strip())) {
            return Decision.refused("Nothing was erased. The account is called “%s”, not “%s”.".formatted(name, typed));
        }
        return Decision.settled(
                settings.get().erasedBy(new Reset(request.requestId(), request.requestedAt())),
                List.of(),
                new AuditNote(Action.REQUEST_RESET, "tenant:" + request.tenantId(), null, null, null));
    }
}
