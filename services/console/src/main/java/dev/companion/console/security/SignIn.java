package dev.companion.console.security;

import dev.companion.console.domain.signin.SignInLimits;
import dev.companion.console.domain.signin.SignInLimits.Arrival;
import dev.companion.console.domain.signin.SignInLimits.Attempt;
import dev.companion.console.domain.signin.SignInLimits.Decision;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.view.TenantScope;
import dev.companion.vendor.Secret;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns Datto RMM credentials into a session, for administrators only. The secret key is not stored. */
public final class SignIn {

    /** The result of an attempt. */
    public sealed interface Answer {

        record SignedIn(ConsoleSession session) implements Answer {}

        record TooManyTries(Duration retryAfter) implements Answer {}

        /** @param why never {@code Accepted} */
        record Refused(RmmProbe.Answer why) implements Answer {}
    }

    private final RmmProbe probe;
    private final ConsoleSessions sessions;
    private final TenantOrigins origins;
    private final SignInLimits limits;
    private final CredentialDigests digests;
    private final SecurityLog log;

    public SignIn(
            RmmProbe probe,
            ConsoleSessions sessions,
            TenantOrigins origins,
            SignInLimits limits,
            CredentialDigests digests,
            SecurityLog log) {
        this.probe = probe;
        this.sessions = sessions;
        this.origins = origins;
        this.limits = limits;
        this.digests = digests;
        this.log = log;
    }

    /**
     * @param arrival counted already
     * @param address of the client
     */
    public Answer attempt(Arrival arrival, String apiUrl, Secret apiKey, Secret apiSecretKey, String address) {
        return switch (limits.begin(arrival, digests.of(apiKey), digests.of(apiUrl, apiKey, apiSecretKey))) {
            case Decision.Refused(var limit, var time) -> {
                refused("limit " + limit.name().toLowerCase(Locale.ROOT).replace('_', ' '), apiKey, address, null);
                yield new Answer.TooManyTries(time);
            }
            case Decision.Allowed(var attempt) -> probed(attempt, apiUrl, apiKey, apiSecretKey, address);
        };
    }

    private Answer probed(Attempt attempt, String apiUrl, Secret apiKey, Secret apiSecretKey, String address) {
        var answer = probe.probe(apiUrl, apiKey, apiSecretKey);
        if (!(answer instanceof RmmProbe.Answer.Accepted accepted)) {
            return turnedAway(attempt, answer, apiKey, address);
        }
        var tenant = TenantScope.ofAccount(accepted.accountUid());
        if (!origins.speaksFor(tenant, accepted.apiUrl())) {
            return turnedAway(attempt, new RmmProbe.Answer.OtherAddress(accepted.accountUid()), apiKey, address);
        }
        limits.succeeded(attempt);
        var session =
                sessions.begin(tenant, accepted.accountName(), apiKey.lastFour(), accepted.client(), accepted.apiUrl());
        log.signedIn(session, address);
        return new Answer.SignedIn(session);
    }

    private Answer turnedAway(Attempt attempt, RmmProbe.Answer why, Secret apiKey, String address) {
        if (why instanceof RmmProbe.Answer.Unreachable) {
            limits.undecided(attempt);
        } else {
            limits.refused(attempt);
        }
        refused(reason(why), apiKey, address, tenantOf(why));
        return new Answer.Refused(why);
    }

    private void refused(String reason, Secret apiKey, String address, @Nullable String tenantId) {
        log.refused(SecurityLog.Door.SIGN_IN, reason, address, apiKey.lastFour(), tenantId);
    }

    /**
     * Known only if the address that is bound to the account has accepted the key, or if another address names a tenant
     * that is there.
     */
    private @Nullable String tenantOf(RmmProbe.Answer answer) {
        return switch (answer) {
            case RmmProbe.Answer.NotAdministrator(var accountUid, var apiUrl) ->
                accountUid != null && apiUrl != null && origins.isBoundTo(TenantScope.ofAccount(accountUid), apiUrl)
                        ? accountUid
                        : null;
            case RmmProbe.Answer.OtherAddress(var accountUid) -> accountUid;
            case RmmProbe.Answer _ -> null;
        };
    }

    private static String reason(RmmProbe.Answer answer) {
        return switch (answer) {
            case RmmProbe.Answer.Accepted _ -> throw new IllegalArgumentException("an accepted probe is no refusal");
            case RmmProbe.Answer.WrongCredentials _ -> "wrong credentials";
            case RmmProbe.Answer.NotAdministrator _ -> "no administrator";
            case RmmProbe.Answer.BadAddress _ -> "bad address";
            case RmmProbe.Answer.OtherAddress _ -> "other address";
            case RmmProbe.Answer.UnusableAccount _ -> "unusable account";
            case RmmProbe.Answer.Unreachable _ -> "unreachable";
        };
    }
}
