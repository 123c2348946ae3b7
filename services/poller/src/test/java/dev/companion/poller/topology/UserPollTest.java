package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryDatto.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.RmmUser;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.poller.http.MemoryDatto;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmEntity;
import dev.companion.rmm.RmmOperation;
import dev.companion.rmm.User;
import dev.companion.schemas.Topics;
import dev.companion.settings.ObservationSettings;
import dev.companion.settings.Tenant;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserPollTest {

    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(5);

    private final Bench bench = new Bench();
    private final MemoryDatto datto = bench.datto;

    @BeforeEach
    void fill() {
        datto.put(site(uid(1), "Acme"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aNewUserIsPublishedWithAChangeWithoutPersonalData() {
        datto.put(new RmmUser("7f3a", "ada", "Ada", "Lovelace", "ada@acme.example", true, "admin", null, null));

        connect(false);

        var row = bench.written(Topics.RMM_USERS).getFirst();
        assertThat(bench.written(Topics.RMM_USERS)).hasSize(1);
        assertThat(row.key).isEqualTo("acme1|" + row.value.getUserKey());
        assertThat(row.value.getUserKey()).matches("[0-9a-f]{32}");
        assertThat(row.value.getUsername()).contains("ada");
        assertThat(row.value.getFirstName()).contains("Ada");
        assertThat(row.value.getEmail()).isEmpty();
        assertThat(row.value.getEnabled()).contains(true);
        assertThat(row.value.getRole()).contains("admin");
        var change = userChanges().getFirst();
        assertThat(userChanges()).hasSize(1);
        assertThat(change.getOperation()).isEqualTo(RmmOperation.CREATED);
        assertThat(change.getEntityId()).isEqualTo(row.value.getUserKey());
        assertThat(change.getUserAfter().orElseThrow().getRole()).contains("admin");
        assertThat(change.getSiteAfter()).isEmpty();
        assertThat(change.toString())
                .doesNotContain("\"ada")
                .doesNotContain("Ada")
                .doesNotContainIgnoringCase("lovelace");
    }

    @Test
    void aUserWhoIsDisabledIsPublishedWithBeforeAndAfterAndASignInIsNot() {
        datto.put(user("ada@acme.example"));
        connect(false);
        bench.forgetWritten();
        datto.put(withLastAccess(user("ada@acme.example"), true));
        bench.live(Bench.BASE);
        assertThat(bench.written(Topics.RMM_USERS)).isEmpty();

        datto.put(withLastAccess(user("ada@acme.example"), false));
        bench.live(Bench.BASE);

        var change = userChanges().getFirst();
        assertThat(change.getOperation()).isEqualTo(RmmOperation.UPDATED);
        assertThat(change.getChangedFields()).containsExactly("enabled");
        assertThat(change.getUserBefore().orElseThrow().getEnabled()).contains(true);
        assertThat(change.getUserAfter().orElseThrow().getEnabled()).contains(false);
    }

    @Test
    void emailsArePublishedOnlyWhileTheTenantLetsThem() {
        datto.put(user("ada@acme.example"));
        connect(false);
        assertThat(lastUser().getEmail()).isEmpty();
        assertThat(lastUser().getUsername()).as("it is an address, too").isEmpty();

        bench.tenant(observing(true));
        bench.live(A_FEW_SECONDS);
        assertThat(lastUser().getEmail()).contains("ada@acme.example");
        assertThat(lastUser().getUsername()).contains("ada@acme.example");
        assertThat(userChanges().getLast().getChangedFields()).containsExactly("username", "email");

        datto.answer = _ -> new Unavailable<>("down");
        bench.tenant(observing(false));
        bench.live(A_FEW_SECONDS);
        assertThat(lastUser().getEmail())
                .as("taken back though the vendor is down")
                .isEmpty();
        assertThat(lastUser().getUsername()).isEmpty();
        assertThat(lastUser().getMetadata().getSequence()).isEqualTo(3);
    }

    @Test
    void aResponseUnderWayContainsNoEmailOnceEmailsMayNotBePublished() {
        datto.put(user("ada@acme.example"));
        bench.tenant(observing(true));
        bench.connectSecrets(1);
        bench.live(A_FEW_SECONDS);
        bench.forgetWritten();
        bench.holding = true;
        datto.put(user("eve@acme.example"));
        bench.live(Bench.BASE.plusSeconds(5));
        bench.tenant(observing(false));
        bench.holding = false;
        bench.held.forEach(Runnable::run);

        bench.live(Bench.BASE);

        assertThat(bench.values(Topics.RMM_USERS))
                .isNotEmpty()
                .allSatisfy(user -> assertThat(user.getEmail()).isEmpty());
    }

    @Test
    void anEmptyListOfUsersThatIsFullAgainSaysNothing() {
        users(20);
        connect(false);
        bench.forgetWritten();
        var walks = new int[1];
        datto.answer = request -> request.startsWith("users") && walks[0]++ == 0
                ? new dev.companion.vendor.CallResult.Found<>(
                        new dev.companion.datto.DattoRmmClient.Page<>(List.of(), null, 0L, true))
                : null;
        bench.live(Bench.BASE.plusSeconds(10));

        assertThat(walks[0]).as("walked again at once").isGreaterThanOrEqualTo(2);
        assertThat(bench.written(Topics.DELETION_HOLDS)).as("nothing is said").isEmpty();
        assertThat(bench.written(Topics.RMM_USERS)).isEmpty();
    }

    @Test
    void aUserIsGoneAfterThreeSweepsAndASecondWalkRightAfterTheLast() {
        users(10);
        connect(false);
        bench.forgetWritten();
        datto.removeUser("user4@acme.example");

        bench.live(Bench.BASE.multipliedBy(2));
        assertThat(bench.written(Topics.RMM_USERS)).isEmpty();
        assertThat(datto.userRequests).as("one walk a sweep").hasSize(2);
        bench.live(Bench.BASE);

        assertThat(datto.userRequests).as("the third walks twice").hasSize(4);
        assertThat(bench.written(Topics.RMM_USERS))
                .singleElement()
                .satisfies(row -> assertThat(row.value).isNull());
        var change = userChanges().getFirst();
        assertThat(change.getKind()).isEqualTo(RmmEntity.USER);
        assertThat(change.getOperation()).isEqualTo(RmmOperation.DELETED);
        assertThat(change.getInferred()).isTrue();
        assertThat(change.getConfirmations()).isEqualTo(3);
        assertThat(change.getUserBefore()).isPresent();
        assertThat(change.getUserAfter()).isEmpty();
        assertThat(bench.count("companion.poller.deletions", "kind", "users")).isEqualTo(1);
    }

    @Test
    void aUserWhoReturnsInTheSecondWalkIsNotGone() {
        users(10);
        connect(false);
        bench.forgetWritten();
        datto.removeUser("user4@acme.example");
        var walks = new int[1];
        datto.answer = request -> {
            if (request.equals("users 0") && ++walks[0] == 4) {
                datto.put(user("user4@acme.example"));
            }
            return null;
        };

        bench.live(Bench.BASE.multipliedBy(4));

        assertThat(walks[0]).isGreaterThan(4);
        assertThat(bench.written(Topics.RMM_USERS)).isEmpty();
    }

    @Test
    void aKeyWhoseOwnerIsNoAdministratorHasNoUsersAndSweepsSitesAllTheSame() {
        users(10);
        connect(false);
        bench.forgetWritten();
        datto.answer = request -> request.startsWith("users")
                ? new Refused<>(Reason.PERMISSION, "Datto RMM wants the Administrator security level")
                : null;

        bench.live(Duration.ofHours(1));
        datto.put(site(uid(2), "New"));
        bench.live(Duration.ofMinutes(16));

        assertThat(bench.written(Topics.RMM_USERS)).as("no user is deleted").isEmpty();
        assertThat(bench.written(Topics.RMM_SITES)).hasSize(1);
        assertThat(datto.userRequests)
                .as("asked for once in a quarter of an hour")
                .hasSizeBetween(4, 6);
        assertThat(health()).as("published once").singleElement().satisfies(health -> {
            assertThat(health.getState()).isEqualTo(ApiState.OK);
            assertThat(health.getDetail().orElseThrow()).contains("Administrator");
        });

        datto.answer = _ -> null;
        bench.live(Duration.ofMinutes(16));
        assertThat(health())
                .last()
                .satisfies(health -> assertThat(health.getDetail()).isEmpty());
    }

    @Test
    void usersThatCannotBeReadCloseNoGateForSites() {
        connect(false);
        bench.forgetWritten();
        datto.answer = request -> request.startsWith("users") ? new Unavailable<>("error 500") : null;

        bench.live(Duration.ofMinutes(30));

        assertThat(datto.userRequests).hasSizeGreaterThan(10);
        assertThat(health()).isEmpty();
    }

    @Test
    void aQuietHourWritesNothing() {
        users(600);
        connect(false);
        bench.live(Duration.ofMinutes(30));
        bench.forgetWritten();

        bench.live(Duration.ofHours(1));

        assertThat(bench.written).isEmpty();
        assertThat(datto.userRequests.size() % 3).as("three pages a sweep").isZero();
    }

    @Test
    void aRestartKeepsWhatWasMissed() {
        users(10);
        connect(false);
        bench.forgetWritten();
        datto.removeUser("user4@acme.example");
        bench.live(Bench.BASE.multipliedBy(2));

        bench.restart();
        bench.live(Bench.BASE.plus(A_FEW_SECONDS));

        assertThat(bench.written(Topics.RMM_USERS)).hasSize(1);
    }

    private void users(int count) {
        for (var n = 0; n < count; n++) {
            datto.put(user("user" + n + "@acme.example"));
        }
    }

    private void connect(boolean emails) {
        bench.tenant(observing(emails));
        bench.connectSecrets(1);
        bench.live(A_FEW_SECONDS);
    }

    private static Tenant.Builder observing(boolean emails) {
        return Bench.tenant(1)
                .setObservation(ObservationSettings.newBuilder()
                        .setUserEmails(emails)
                        .setGuardFloor(5)
                        .setGuardPercent(20)
                        .build());
    }

    private static RmmUser withLastAccess(RmmUser user, boolean enabled) {
        return new RmmUser(
                user.key(),
                user.username(),
                user.firstName(),
                user.lastName(),
                user.email(),
                enabled,
                user.role(),
                user.createdAt(),
                Instant.parse("2026-11-01T08:00:00Z"));
    }

    private User lastUser() {
        return bench.values(Topics.RMM_USERS).getLast();
    }

    private List<RmmChange> userChanges() {
        return bench.values(Topics.RMM_CHANGES).stream()
                .filter(change -> change.getKind() == RmmEntity.USER)
                .toList();
    }

    private List<ApiHealth> health() {
        return bench.values(Topics.API_HEALTH).stream()
                .filter(health -> health.getApi() == VendorApi.DATTO_RMM)
                .toList();
    }
}
