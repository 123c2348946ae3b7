package dev.companion.gravityzone;

import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of people who sign in to Control Center. All calls need {@link GravityZoneApi#ACCOUNTS}, which few keys
 * have.
 */
public interface GravityZoneAccounts {

    /**
     * Accounts of a company, 100 per page, without the account that the key belongs to.
     *
     * @param companyId null for the key's own company
     */
    default CallResult<Page<Account>> accounts(@Nullable String companyId, @Nullable PageCursor cursor) {
        return NotOffered.here("getAccountsList");
    }

    /**
     * Creates an account and returns its id. <b>The vendor sends real mail</b> with a password to the address, at once
     * and every time. {@code Refused(NAME_TAKEN)} if the address has an account, possibly no longer reachable; after {@code
     * UnknownEffect} look for the address before sending again.
     */
    default CallResult<String> createAccount(NewAccount wanted) {
        return NotOffered.here("createAccount");
    }

    /** Changes what is not null and nothing else. */
    default CallResult<Done> updateAccount(String accountId, AccountChange change) {
        return NotOffered.here("updateAccount");
    }

    /** The vendor does not delete the owner of the key: {@code Refused(INVALID)}. */
    default CallResult<Done> deleteAccount(String accountId) {
        return NotOffered.here("deleteAccount");
    }

    enum AccountRole {
        COMPANY_ADMINISTRATOR(1),
        NETWORK_ADMINISTRATOR(2),
        REPORTER(3),
        PARTNER(4),
        /** Exactly the rights that are sent with it. */
        CUSTOM(5);

        private final int number;

        AccountRole(int number) {
            this.number = number;
        }

        /** The number that the vendor uses for it. */
        public int number() {
            return number;
        }

        public static Optional<AccountRole> of(int number) {
            return Arrays.stream(values()).filter(role -> role.number == number).findFirst();
        }
    }

    /**
     * @param role null if the vendor names no known role
     * @param rights by the vendor's names ("manageNetworks")
     */
    record Account(
            String id,
            @Nullable String email,
            @Nullable String fullName,
            @Nullable AccountRole role,
            Map<String, Boolean> rights,
            @Nullable String companyId) {

        /** Without name and address, which are personal. */
        @Override
        public String toString() {
            return "Account[id=%s, role=%s, companyId=%s]".formatted(id, role, companyId);
        }
    }

    /**
     * @param companyId null for the key's own company
     * @param rights needed for {@link AccountRole#CUSTOM}, empty for every other role
     * @param targetIds what the account may see; empty for all of its company
     */
    record NewAccount(
            String email,
            String fullName,
            AccountRole role,
            @Nullable String companyId,
            Map<String, Boolean> rights,
            List<String> targetIds) {

        /** Without name and address, which are personal. */
        @Override
        public String toString() {
            return "NewAccount[role=%s, companyId=%s]".formatted(role, companyId);
        }
    }

    /** What to change; null for what stays. */
    record AccountChange(
            @Nullable String email,
            @Nullable String fullName,
            @Nullable AccountRole role,
            @Nullable Map<String, Boolean> rights,
            @Nullable List<String> targetIds) {

        /** Without name and address, which are personal. */
        @Override
        public String toString() {
            return "AccountChange[role=%s]".formatted(role);
        }
    }
}
