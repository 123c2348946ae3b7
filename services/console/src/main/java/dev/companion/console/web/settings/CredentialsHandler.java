package dev.companion.console.web.settings;

import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.probe.GravityZoneProbe;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.probe.VendorSessions;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.security.TenantOrigins;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Saves credentials. Probes them first, so that a wrong key is reported here and not found later. A blank secret keeps
 * the present one, which is possible only for the same address: the console can seal secrets and not open them, so it
 * cannot probe the present one against another address.
 */
public final class CredentialsHandler {

    private final VendorSessions vendors;
    private final GravityZoneProbe gravityZone;
    private final RmmProbe rmm;
    private final RequestPublisher requests;
    private final ConsoleView view;
    private final SettingsAccess settings;
    private final TenantOrigins origins;
    private final CredentialTests tests;

    public CredentialsHandler(
            VendorSessions vendors,
            GravityZoneProbe gravityZone,
            RmmProbe rmm,
            RequestPublisher requests,
            ConsoleView view,
            SettingsAccess settings,
            TenantOrigins origins,
            CredentialTests tests) {
        this.vendors = vendors;
        this.gravityZone = gravityZone;
        this.rmm = rmm;
        this.requests = requests;
        this.view = view;
        this.settings = settings;
        this.origins = origins;
        this.tests = tests;
    }

    /**
     * @param client the address of the client
     * @return the id of the request, or empty if nothing changes
     * @throws ApiProblem 422 if the credentials cannot be used, 429 after too many that could not
     */
    Optional<String> saveGravityZone(ConsoleSession session, String accessUrl, @Nullable Secret apiKey, String client) {
        var address = address(vendors.gravityZoneAddress(accessUrl), "Access URL");
        var known = settings.settings(session);
        if (apiKey == null) {
            var present = known.connectedGravityZone();
            if (present == null || !present.accessUrl().equals(address)) {
                throw ApiProblem.of(
                        ProblemType.CREDENTIALS_NOT_SAVED,
                        "API key needed",
                        present == null
                                ? "Nothing was saved. Enter the API key as well."
                                : "Nothing was saved. The Access URL has changed, so the API key is needed again: it is stored"
                                        + " encrypted and cannot be tested against the new address.");
            }
            return Optional.empty();
        }
        var tested = tests.run(
                session,
                "gravityzone",
                client,
                () -> gravityZone.probe(address, apiKey),
                answer -> answer instanceof GravityZoneProbe.Answer.Accepted,
                answer -> answer instanceof GravityZoneProbe.Answer.Unreachable);
        return switch (tested) {
            case GravityZoneProbe.Answer.Accepted(var url, var companyId, var companyName) -> {
                checkRoot(session, known.gravityZone(), companyId, companyName);
                yield Optional.of(requests.saveGravityZone(
                        session.requester(), url, companyId, companyName, apiKey, apiKey.lastFour()));
            }
            case GravityZoneProbe.Answer.WrongKey(var detail) ->
                throw notSaved("API key not accepted", "GravityZone does not accept the API key: %s.", detail);
            case GravityZoneProbe.Answer.MissingPermissions(var missing) -> throw missingPermissions(missing);
            case GravityZoneProbe.Answer.NotPartner(var company) ->
                throw notSaved(
                        "Not a partner's key",
                        "The API key belongs to %s, which is a customer company. Use a key of your partner company.",
                        company);
            case GravityZoneProbe.Answer.BadAddress(var detail) ->
                throw notSaved("Access URL cannot be used", "The Access URL cannot be used: %s.", detail);
            case GravityZoneProbe.Answer.Unreachable(var detail, var _) ->
                throw notSaved(
                        "GravityZone cannot be reached",
                        "The API key could not be checked: %s. Try again in a moment.",
                        detail);
        };
    }

    /**
     * @param client the address of the client
     * @return the id of the request, or empty if nothing changes
     * @throws ApiProblem 422 if the credentials cannot be used, 429 after too many that could not
     */
    Optional<String> saveRmm(
            ConsoleSession session,
            String apiUrl,
            @Nullable Secret apiKey,
            @Nullable Secret apiSecretKey,
            String client) {
        var address = address(vendors.rmmAddress(apiUrl), "API URL");
        var present = settings.settings(session).connectedRmm();
        if (apiKey == null || apiSecretKey == null) {
            if (apiKey != null || apiSecretKey != null || present == null) {
                throw ApiProblem.of(
                        ProblemType.CREDENTIALS_NOT_SAVED,
                        "Both keys needed",
                        "Nothing was saved. API key and API secret key belong together: enter both.");
            }
            if (!present.apiUrl().equals(address)) {
                throw ApiProblem.of(
                        ProblemType.CREDENTIALS_NOT_SAVED,
                        "Both keys needed",
                        "Nothing was saved. The API URL has changed, so API key and API secret key are needed again:"
                                + " they are stored encrypted and cannot be tested against the new address.");
            }
            return Optional.empty();
        }
        if (!origins.speaksFor(session.tenant(), address)) {
            throw otherAddress(new RmmProbe.Answer.OtherAddress(session.tenant().tenantId()));
        }
        var tested = tests.run(
                session,
                "datto rmm",
                client,
                () -> rmm.probe(address, apiKey, apiSecretKey),
                answer -> answer instanceof RmmProbe.Answer.Accepted,
                answer -> answer instanceof RmmProbe.Answer.Unreachable);
        return switch (tested) {
            case RmmProbe.Answer.Accepted accepted -> {
                if (!RmmProbe.isAccountOf(accepted, session.tenant())) {
                    throw notSaved(
                            "Another account's key",
                            "The API key belongs to another Datto RMM account: %s. Use a key of the account that you"
                                    + " are signed in to.",
                            accepted.accountName());
                }
                yield Optional.of(requests.saveRmm(
                        session.requester(),
                        accepted.apiUrl(),
                        accepted.grant().name(),
                        apiKey,
                        apiSecretKey,
                        apiKey.lastFour(),
                        origins.hasMovedTo(session.tenant(), accepted.apiUrl())));
            }
            case RmmProbe.Answer.OtherAddress other -> throw otherAddress(other);
            case RmmProbe.Answer.WrongCredentials _ ->
                throw notSaved(
                        "Keys not accepted",
                        "Datto RMM does not accept the %s. Check both, the API URL (a key works on its own platform only),"
                                + " and that API access is switched on in Datto RMM.",
                        "API key or the API secret key");
            case RmmProbe.Answer.NotAdministrator _ ->
                throw notSaved(
                        "Administrators only",
                        "The API key is valid, but its owner is not an administrator in %s. Use an administrator's key.",
                        "Datto RMM");
            case RmmProbe.Answer.UnusableAccount _ ->
                throw notSaved("Account cannot be used", "The id of this %s account cannot be used.", "Datto RMM");
            case RmmProbe.Answer.BadAddress(var detail) ->
                throw notSaved("API URL cannot be used", "The API URL cannot be used: %s.", detail);
            case RmmProbe.Answer.Unreachable(var detail, var _) ->
                throw notSaved(
                        "Datto RMM cannot be reached",
                        "The keys could not be checked: %s. Try again in a moment.",
                        detail);
        };
    }

    /** Links refer to companies below one root: with another root they would all be broken. */
    private void checkRoot(
            ConsoleSession session,
            TenantSettings.@Nullable GravityZone present,
            String companyId,
            String companyName) {
        var linked = view.of(session.tenant()).links().count();
        if (present != null && !present.rootCompanyId().equals(companyId) && linked > 0) {
            throw ApiProblem.of(
                    ProblemType.CREDENTIALS_NOT_SAVED,
                    "Another company's key",
                    "Nothing was saved. The API key belongs to %s, but %d sites are linked to companies below %s. Use a key"
                                    .formatted(companyName, linked, present.rootCompanyName())
                            + " of that company, or unlink the sites first.");
        }
    }

    private static String address(CallResult<String> admitted, String field) {
        return switch (admitted) {
            case Found<String>(var address) -> address;
            case Refused<String>(var _, var detail) ->
                throw notSaved(field + " cannot be used", "The " + field + " cannot be used: %s.", detail);
            case CallResult<String> _ -> throw notSaved(field + " cannot be used", "The %s cannot be used.", field);
        };
    }

    private static ApiProblem otherAddress(RmmProbe.Answer.OtherAddress other) {
        return ApiProblem.of(
                ProblemType.CREDENTIALS_NOT_SAVED,
                RmmProbe.Answer.OtherAddress.TITLE,
                "Nothing was saved. " + other.explanation());
    }

    private static ApiProblem missingPermissions(List<String> missing) {
        return ApiProblem.of(
                        ProblemType.PERMISSIONS_MISSING,
                        "API key lacks permissions",
                        "Nothing was saved. The API key is valid but lacks: %s. In GravityZone open My Account > API keys, select"
                                        .formatted(String.join(", ", missing))
                                + " what is missing for this key, save, and try again.")
                .with("missingPermissions", missing);
    }

    private static ApiProblem notSaved(String title, String form, String subject) {
        return ApiProblem.of(ProblemType.CREDENTIALS_NOT_SAVED, title, "Nothing was saved. " + form.formatted(subject));
    }
}
