package dev.companion.console.web.settings;

import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;

/** Reads the settings of a session's tenant and waits until a save shows in them. */
public final class SettingsAccess {

    private final ConsoleView view;
    private final Duration patience;

    /** @param patience the longest wait */
    public SettingsAccess(ConsoleView view, Duration patience) {
        this.view = view;
        this.patience = patience;
    }

    public TenantSettings settings(ConsoleSession session) {
        return view.of(session.tenant()).settings().orElseGet(() -> TenantSettings.none(session.tenantName()));
    }

    /**
     * Waits until a save is accepted and shows. Result and settings are on two topics, so it waits for both.
     *
     * @return false on timeout
     * @throws ApiProblem 422 if the save was refused, 409 if what it asks for belongs to another tenant
     */
    boolean awaitEffect(ConsoleSession session, String requestId, Predicate<TenantSettings> effect) {
        var tenant = view.of(session.tenant());
        var shown = tenant.await(
                now -> now.findResult(requestId)
                        .map(result -> !result.accepted()
                                || now.settings().filter(effect).isPresent())
                        .orElse(false),
                patience);
        tenant.findResult(requestId).filter(result -> !result.accepted()).ifPresent(refused -> {
            var why = refused.message() == null ? "Nothing was saved. Try again." : refused.message();
            throw refused.conflict()
                    ? ApiProblem.of(HttpStatus.CONFLICT, "Company of another account", why)
                    : ApiProblem.refused("Settings not saved", why);
        });
        return shown;
    }
}
