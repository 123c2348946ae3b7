package dev.companion.console.probe;

import dev.companion.console.view.TenantScope;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.Grant;
import dev.companion.schemas.TenantKey;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks that Datto RMM credentials belong to an administrator, and of which account. Datto RMM does not report the
 * owner of a key; but it returns the list of users only to administrators.
 */
public final class RmmProbe {

    /** The result of a probe. No case reveals which of key and secret was wrong. */
    public sealed interface Answer {

        /** @param client for later checks; holds the credentials in memory */
        record Accepted(DattoRmmClient client, String accountUid, String accountName, String apiUrl, Grant grant)
                implements Answer {}

        record WrongCredentials() implements Answer {}

        record NotAdministrator() implements Answer {}

        /** @param detail what to change about the address */
        record BadAddress(String detail) implements Answer {}

        /** @param retryAfter null if the time of the next attempt is not known */
        record Unreachable(String detail, @Nullable Duration retryAfter) implements Answer {}

        /** The account's uid cannot be used as a tenant. */
        record UnusableAccount() implements Answer {}
    }

    /** The result of a later check of the same credentials. UNKNOWN does not end a session. */
    public enum Standing {
        ADMINISTRATOR,
        LOST,
        UNKNOWN
    }

    private final VendorSessions vendors;

    public RmmProbe(VendorSessions vendors) {
        this.vendors = vendors;
    }

    public Answer probe(String pastedUrl, Secret apiKey, Secret apiSecretKey) {
        return switch (vendors.rmmAddress(pastedUrl)) {
            case Found<String>(var apiUrl) -> probeAccount(apiUrl, vendors.rmm(apiUrl, apiKey, apiSecretKey));
            case Refused<String>(var _, var detail) -> new Answer.BadAddress(detail);
            case CallResult<String> other -> refusal(other);
        };
    }

    private Answer probeAccount(String apiUrl, DattoRmmClient client) {
        return switch (client.account()) {
            case Found<DattoRmmClient.Account>(var account) -> probeRights(apiUrl, client, account);
            case CallResult<DattoRmmClient.Account> other -> refusal(other);
        };
    }

    private Answer probeRights(String apiUrl, DattoRmmClient client, DattoRmmClient.Account account) {
        return switch (client.users(null)) {
            case Found<DattoRmmClient.Page<DattoRmmClient.RmmUser>> _ -> {
                if (!TenantKey.isId(account.uid())) {
                    yield new Answer.UnusableAccount();
                }
                var grant = client.grantInUse().orElse(Grant.PASSWORD);
                yield new Answer.Accepted(client, account.uid(), account.name(), apiUrl, grant);
            }
            case Missing<DattoRmmClient.Page<DattoRmmClient.RmmUser>> _ -> new Answer.NotAdministrator();
            case CallResult<DattoRmmClient.Page<DattoRmmClient.RmmUser>> other -> refusal(other);
        };
    }

    /** Checks again, with one request. */
    public static Standing standing(DattoRmmClient client) {
        return switch (client.users(null)) {
            case Found<DattoRmmClient.Page<DattoRmmClient.RmmUser>> _ -> Standing.ADMINISTRATOR;
            case Refused<DattoRmmClient.Page<DattoRmmClient.RmmUser>>(var reason, var _) ->
                switch (reason) {
                    case CREDENTIALS, PERMISSION -> Standing.LOST;
                    case INVALID, NAME_TAKEN, NOT_OFFERED, ADDRESS_NOT_ALLOWED -> Standing.UNKNOWN;
                };
            case CallResult<DattoRmmClient.Page<DattoRmmClient.RmmUser>> _ -> Standing.UNKNOWN;
        };
    }

    /** Whether an account is the tenant of a session. */
    public static boolean isAccountOf(Answer.Accepted answer, TenantScope tenant) {
        return answer.accountUid().equals(tenant.tenantId());
    }

    private static <T> Answer refusal(CallResult<T> result) {
        return switch (result) {
            case Found<T> _ -> throw new IllegalArgumentException("refusal of a found value");
            case Refused<T>(var reason, var detail) ->
                switch (reason) {
                    case CREDENTIALS -> new Answer.WrongCredentials();
                    case PERMISSION -> new Answer.NotAdministrator();
                    case ADDRESS_NOT_ALLOWED, INVALID, NOT_OFFERED -> new Answer.BadAddress(detail);
                    case NAME_TAKEN -> new Answer.Unreachable(detail, null);
                };
            case RateLimited<T>(var retryAfter, var _, var detail) -> new Answer.Unreachable(detail, retryAfter);
            case Missing<T>(var detail, var _) -> new Answer.BadAddress(detail);
            case Unavailable<T>(var detail) -> new Answer.Unreachable(detail, null);
            case Conflict<T>(var detail) -> new Answer.Unreachable(detail, null);
            case UnknownEffect<T>(var detail) -> new Answer.Unreachable(detail, null);
        };
    }
}
