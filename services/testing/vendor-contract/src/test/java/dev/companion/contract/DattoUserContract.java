package dev.companion.contract;

import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.missing;
import static dev.companion.contract.Outcomes.refused;
import static dev.companion.contract.Outcomes.unknownEffect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.UserAccounts;
import dev.companion.datto.UserAccounts.NewUser;
import dev.companion.datto.UserAccounts.UserAccount;
import dev.companion.datto.UserChange;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link UserAccounts} promises, on platforms that have calls for single users. */
abstract class DattoUserContract extends DattoContract {

    private static final String EMAIL = "żaneta@northwind.example";

    private UserAccounts users() {
        return found(client.userAccounts());
    }

    private UserAccount invited(String email) {
        return found(users().create(new NewUser(email, "Żaneta", "O'Neill", "Technician")));
    }

    @Test
    void userLivesFromInvitationToDeletion() {
        var users = users();

        var created = found(users.create(new NewUser(EMAIL, "Żaneta", "O'Neill", "Technician")));
        assertThat(vendor.userFields(created.uid()))
                .containsEntry("email", EMAIL)
                .containsEntry("firstName", "Żaneta")
                .containsEntry("lastName", "O'Neill")
                .containsEntry("role", "Technician")
                .containsEntry("enabled", true);

        var read = found(users.user(created.uid()));
        assertThat(read.email()).isEqualTo(EMAIL);
        assertThat(read.enabled()).isTrue();
        assertThat(read.createdAt()).isEqualTo(clock.instant());

        var disabled = found(users.update(read, UserChange.NONE.enabled(false)));
        assertThat(disabled.enabled()).isFalse();
        assertThat(vendor.userFields(created.uid())).containsEntry("enabled", false);

        found(users.delete(created.uid()));
        assertThat(vendor.userFields(created.uid())).isEmpty();
        missing(users.user(created.uid()));
    }

    @Test
    void updateKeepsEveryFieldThatItDoesNotChange() {
        var site = vendor.addSite("Only site", false);
        var optional = UserChange.NONE.siteUid(site).mfaEnabled(true).username("zaneta");
        var created = found(users().create(new NewUser(EMAIL, "Żaneta", "O'Neill", "Technician", optional)));
        var expected = new LinkedHashMap<>(vendor.userFields(created.uid()));
        assertThat(expected).containsEntry("siteUid", site).containsEntry("mfaEnabled", true);

        found(users().update(created, UserChange.NONE.role("Admin")));

        expected.put("role", "Admin");
        assertThat(vendor.userFields(created.uid())).isEqualTo(expected);
    }

    @Test
    void userChangedInBetweenStaysAsItWasMade() {
        var seen = found(users().user(invited(EMAIL).uid()));
        clock.pass(Duration.ofMinutes(1));
        vendor.disableUser(seen.uid());
        var before = vendor.userFields(seen.uid());

        assertThat(users().update(seen, UserChange.NONE.role("Admin"))).isInstanceOf(Conflict.class);

        assertThat(vendor.userFields(seen.uid())).isEqualTo(before);
        assertThat(vendor.calls(DattoVendor.UPDATE_USER)).isZero();
    }

    @Test
    void userWhoIsNotThereIsMissing() {
        var gone = invited(EMAIL);
        found(users().delete(gone.uid()));

        missing(users().user(gone.uid()));
        missing(users().update(gone, UserChange.NONE.enabled(false)));
        missing(users().delete(gone.uid()));
    }

    @Test
    void addressInUseIsAConflictAndTheFirstUserStays() {
        var first = invited(EMAIL);
        var before = vendor.userFields(first.uid());

        assertThat(users().create(new NewUser(EMAIL, "Other", "Person", "Admin")))
                .isInstanceOf(Conflict.class);

        assertThat(vendor.userFields(first.uid())).isEqualTo(before);
    }

    @Test
    void rightThatGoesAwayIsNamed() {
        var user = invited(EMAIL);
        for (var operation : Set.of(DattoVendor.CREATE_USER, DattoVendor.UPDATE_USER, DattoVendor.DELETE_USER)) {
            vendor.forbid(operation);
        }

        assertThat(refused(users().delete(user.uid()), Reason.PERMISSION)).contains("Administrator");
        refused(users().update(user, UserChange.NONE.enabled(false)), Reason.PERMISSION);
        refused(users().create(new NewUser("b@northwind.example", "B", "B", "Technician")), Reason.PERMISSION);

        assertThat(vendor.userFields(user.uid())).containsEntry("enabled", true);
    }

    @Test
    void writesWhoseAnswersAreLostAreUnknownAndTookPlaceOnce() {
        var user = invited(EMAIL);
        var users = users();
        var count = vendor.usernames().size();
        for (var operation : Set.of(DattoVendor.CREATE_USER, DattoVendor.UPDATE_USER, DattoVendor.DELETE_USER)) {
            vendor.trouble(operation, Trouble.LOST_AFTER_EFFECT);
        }

        unknownEffect(users.create(new NewUser("second@northwind.example", "Second", "User", "Technician")));
        assertThat(vendor.usernames()).hasSize(count + 1);

        unknownEffect(users.update(user, UserChange.NONE.role("Read-Only")));
        assertThat(vendor.userFields(user.uid())).containsEntry("role", "Read-Only");

        unknownEffect(users.delete(user.uid()));
        assertThat(vendor.userFields(user.uid())).isEmpty();
        assertThat(vendor.calls(DattoVendor.DELETE_USER)).isEqualTo(1);
    }
}
