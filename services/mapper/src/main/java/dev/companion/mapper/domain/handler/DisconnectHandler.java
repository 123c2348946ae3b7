package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.Disconnect;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.mapper.domain.settings.TenantSettings;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Disconnects a tenant from one vendor: its credentials are removed, so no call is made for it. Links, settings and what
 * was read stay, and saving new credentials continues where it was.
 */
final class DisconnectHandler {

    private final Inventory inventory;
    private final Request request;

    DisconnectHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    Decision disconnect(Disconnect body) {
        var known = inventory.findTenant();
        if (known.isEmpty()) {
            return Decision.refused("Nothing was disconnected: no settings are saved for this account.");
        }
        var settings = known.get();
        var typed = body.confirmedName().strip();
        if (!typed.equals(settings.name().strip())
                && !typed.equals(request.tenantName().strip())) {
            return Decision.refused("Nothing was disconnected. The account is called “%s”, not “%s”."
                    .formatted(settings.name(), typed));
        }
        return switch (body.vendor()) {
            case GRAVITYZONE -> gravityZone(settings);
            case DATTO_RMM -> rmm(settings);
        };
    }

    private Decision gravityZone(TenantSettings settings) {
        var access = settings.gravityZone();
        if (access == null || !settings.hasGravityZone()) {
            return Decision.refused("GravityZone is not connected, so nothing was changed.");
        }
        return Decision.disconnected(
                settings.with(access.disconnected(request.requestedAt().truncatedTo(ChronoUnit.MILLIS)))
                        .next(),
                List.of(SecretName.GRAVITYZONE_API_KEY),
                note(
                        Action.DISCONNECT_GRAVITYZONE,
                        "%s, key …%s, company “%s”"
                                .formatted(access.accessUrl(), access.apiKeyLastFour(), access.rootCompanyName())));
    }

    private Decision rmm(TenantSettings settings) {
        var access = settings.rmm();
        if (access == null || !settings.hasRmm()) {
            return Decision.refused("Datto RMM is not connected, so nothing was changed.");
        }
        return Decision.disconnected(
                settings.with(access.disconnected(request.requestedAt().truncatedTo(ChronoUnit.MILLIS)))
                        .next(),
                List.of(SecretName.RMM_API_KEY, SecretName.RMM_API_SECRET_KEY),
                note(Action.DISCONNECT_RMM, "%s, key …%s".formatted(access.apiUrl(), access.apiKeyLastFour())));
    }

    private AuditNote note(Action action, String before) {
        return new AuditNote(
                action,
                "tenant:" + request.tenantId(),
                before,
                "credentials removed",
                "Links, settings and history stay. Nothing was changed at the vendors.");
    }
}
