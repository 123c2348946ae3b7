package dev.companion.console.web.settings;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import dev.companion.requests.ConnectedVendor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Removes the stored credentials of a vendor, so that it is called no more. Everything else stays. */
@RestController
@RequestMapping("/api/tenant/connections")
@Tag(name = "Settings")
class DisconnectController {

    private static final int NAME_MAX = 1_000;

    /** A vendor that a tenant is connected to. */
    enum Vendor {
        DATTO_RMM("Datto RMM", "disconnect datto rmm", ConnectedVendor.DATTO_RMM),
        GRAVITYZONE("GravityZone", "disconnect gravityzone", ConnectedVendor.GRAVITYZONE);

        private final String title;
        private final String action;
        private final ConnectedVendor record;

        Vendor(String title, String action, ConnectedVendor record) {
            this.title = title;
            this.action = action;
            this.record = record;
        }

        boolean isConnected(TenantSettings settings) {
            return this == DATTO_RMM ? settings.connectedRmm() != null : settings.connectedGravityZone() != null;
        }

        private @Nullable Instant disconnectedAt(TenantSettings settings) {
            var rmm = settings.rmm();
            var gravityZone = settings.gravityZone();
            return this == DATTO_RMM
                    ? rmm == null ? null : rmm.disconnectedAt()
                    : gravityZone == null ? null : gravityZone.disconnectedAt();
        }
    }

    /**
     * Confirms that a vendor is disconnected.
     *
     * @param vendor the vendor
     * @param confirm the name of the tenant, as it is shown
     */
    record DisconnectBody(
            @Schema(requiredMode = REQUIRED) @Nullable Vendor vendor,
            @Schema(requiredMode = REQUIRED) @Nullable String confirm) {}

    /**
     * Whether a vendor is connected.
     *
     * @param vendor the vendor
     * @param connected whether its credentials are stored and used
     * @param disconnected when and by whom it was disconnected; null if it is connected, or never was
     */
    record ConnectionItem(
            Vendor vendor, boolean connected, @Nullable DisconnectedItem disconnected) {}

    /**
     * The receipt of a disconnect.
     *
     * @param at when it was requested
     * @param by last four characters of the API key that requested it; null if it is no longer on the audit trail
     * @param removed the access whose credentials were removed; null if it is no longer on the audit trail
     * @param links number of links that were kept and wait
     */
    record DisconnectedItem(
            Instant at, @Nullable String by, @Nullable String removed, long links) {}

    private final ConsoleView view;
    private final SettingsAccess settingsAccess;
    private final RequestPublisher requests;

    DisconnectController(ConsoleView view, SettingsAccess settingsAccess, RequestPublisher requests) {
        this.view = view;
        this.settingsAccess = settingsAccess;
        this.requests = requests;
    }

    @GetMapping
    @Operation(
            operationId = "listConnections",
            summary = "Returns which vendors are connected, and the receipt of a disconnect",
            description = "The receipt is kept on the audit trail.")
    List<ConnectionItem> list(@AuthenticationPrincipal ConsoleSession session) {
        var tenant = view.of(session.tenant());
        var settings = settingsAccess.settings(session);
        return List.of(item(Vendor.DATTO_RMM, settings, tenant), item(Vendor.GRAVITYZONE, settings, tenant));
    }

    @PostMapping("/removal")
    @Operation(
            operationId = "disconnectVendor",
            summary = "Disconnects the tenant from a vendor",
            description =
                    "The stored credentials are removed and the vendor is called no more. Links, settings and history"
                            + " stay, nothing is changed at the vendors, and saving new credentials continues where it was. 422 unless"
                            + " confirm is the tenant's name and the vendor is connected.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> disconnect(
            @AuthenticationPrincipal ConsoleSession session, @RequestBody DisconnectBody body) {
        var vendor = body.vendor();
        if (vendor == null) {
            throw ApiProblem.malformed("vendor: not given", "DATTO_RMM or GRAVITYZONE");
        }
        var typed = Optional.ofNullable(body.confirm()).map(String::strip).orElse("");
        if (typed.isEmpty() || typed.length() > NAME_MAX) {
            throw ApiProblem.malformed("confirm", "1 to %d characters".formatted(NAME_MAX));
        }
        var settings = settingsAccess.settings(session);
        if (!vendor.isConnected(settings)) {
            throw refused("%s is not connected.".formatted(vendor.title));
        }
        var name = settings.tenantName();
        if (!typed.equals(name.strip()) && !typed.equals(session.tenantName().strip())) {
            throw refused("The account is called “%s”, not “%s”. Type its name exactly.".formatted(name, typed));
        }
        return Accepted.of(requests.disconnect(session.requester(), vendor.record, typed));
    }

    private static ConnectionItem item(Vendor vendor, TenantSettings settings, TenantView tenant) {
        var at = vendor.disconnectedAt(settings);
        return new ConnectionItem(
                vendor, vendor.isConnected(settings), at == null ? null : receipt(vendor, at, tenant));
    }

    private static DisconnectedItem receipt(Vendor vendor, Instant at, TenantView tenant) {
        var entry = tenant.activities().audit().stream()
                .filter(each -> each.action().equals(vendor.action))
                .findFirst();
        return new DisconnectedItem(
                at,
                entry.map(Activity::actor).orElse(null),
                entry.map(Activity::before).orElse(null),
                tenant.links().count());
    }

    private static ApiProblem refused(String why) {
        return ApiProblem.refused("Not disconnected", "Nothing was changed. " + why);
    }
}
