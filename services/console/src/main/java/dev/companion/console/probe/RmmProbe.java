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
import dev.companion.vendor.CallResult.Reason;
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

        /**
         * @param accountUid the account that has accepted the key; null if it did not name itself
         * @param apiUrl the normalised address that says so; null if the account did not name itself
         */
        record NotAdministrator(
                @Nullable String accountUid, @Nullable String apiUrl) implements Answer {}

        /** @param detail what to change about the address */
        record BadAddress(String detail) implements Answer {}

        /** @param retryAfter null if the time of the next attempt is not known */
        record Unreachable(String detail, @Nullable Duration retryAfter) implements Answer {}

        /** The account's uid cannot be used as a tenant. */
        record UnusableAccount() implements Answer {}

        /** The account is bound to another address than the one that was given. */
        record OtherAddress(String accountUid) implements Answer {

            public static final String TITLE = "Another address of this account";

            /** What this means and what to do. Does not show the saved address, which is not for everybody. */
            public String explanation() {
                return "This Datto RMM account is connected through another API URL, and no other address can speak for it."
                        + " Use the API URL that is saved under Settings. If Datto has moved the account to another"
                        + " platform, ask the operator to set COMPANION_MOVED_ACCOUNTS to %s=<new API URL> and to restart"
                                .formatted(accountUid)
                        + " the console; then sign in at the new address and save it under Settings.";
            }
        }
    }

    /**
     * The result of a later check of the same credentials. DOUBTFUL is an answer that would refuse a sign-in and that a
     * platform also gives by mistake: it ends a session if a second look has the same result. UNKNOWN is an outage, which
     * does not end a session.
     */
    public enum Standing {
        ADMINISTRATOR,
        LOST,
        DOUBTFUL,
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
            case CallResult<DattoRmmClient.Page<DattoRmmClient.RmmUser>> other ->
                withoutUsers(other) instanceof Answer.NotAdministrator
                        ? notAdministrator(account, apiUrl)
                        : withoutUsers(other);
        };
    }

    private static Answer notAdministrator(DattoRmmClient.Account account, String apiUrl) {
        return TenantKey.isId(account.uid())
                ? new Answer.NotAdministrator(account.uid(), apiUrl)
                : new Answer.NotAdministrator(null, null);
    }

    /** Checks again, with one request. The list of users is mapped as at sign-in. */
    public static Standing standing(DattoRmmClient client) {
        var users = client.users(null);
        return switch (users) {
            case Found<DattoRmmClient.Page<DattoRmmClient.RmmUser>> _ -> Standing.ADMINISTRATOR;
            case Refused<DattoRmmClient.Page<DattoRmmClient.RmmUser>>(var reason, var _)
            when reason == Reason.CREDENTIALS || reason == Reason.PERMISSION || reason == Reason.ADDRESS_NOT_ALLOWED ->
                Standing.LOST;
            case CallResult<DattoRmmClient.Page<DattoRmmClient.RmmUser>> other ->
                switch (withoutUsers(other)) {
                    case Answer.Unreachable _ -> Standing.UNKNOWN;
                    case Answer _ -> Standing.DOUBTFUL;
                };
        };
    }

    /** Only administrators get the list of users, so for anybody else it does not exist. */
    private static Answer withoutUsers(CallResult<DattoRmmClient.Page<DattoRmmClient.RmmUser>> users) {
        return users instanceof Missing<DattoRmmClient.Page<DattoRmmClient.RmmUser>>
                ? new Answer.NotAdministrator(null, null)
                : refusal(users);
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
                    case PERMISSION -> new Answer.NotAdministrator(null, null);
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
