package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DattoUsersTest {

    private static final String USERS = "/api/v2/account/users";

    private final Rig rig = Rig.demo();

    @AfterEach
    void close() {
        rig.close();
    }

    private JsonNode named(JsonNode users, String lastName) {
        for (JsonNode user : users) {
            if (user.path("lastName").asString().equals(lastName)) {
                return user;
            }
        }
        throw new AssertionError("no user " + lastName);
    }

    @Test
    void usersHaveNineFieldsAndNoIdentity() {
        JsonNode users = rig.get(rig.bearer(), USERS).json().path("users");

        assertThat(users.size()).isEqualTo(12);
        assertThat(users.path(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "firstName",
                        "lastName",
                        "username",
                        "email",
                        "telephone",
                        "status",
                        "created",
                        "lastAccess",
                        "disabled");
        assertThat(named(users, "Weiß").path("disabled").booleanValue()).isTrue();
        assertThat(named(users, "Aaberg").path("lastAccess").isNull()).isTrue();
        assertThat(users.path(0).path("created").longValue())
                .isEqualTo(rig.clock.instant().toEpochMilli());
    }

    @Test
    void timesComeInThreeFormsAndNeverInTwo() {
        String bearer = rig.bearer();
        rig.set(Switch.DATTO_TIMESTAMPS, "ISO");
        assertThat(rig.get(bearer, USERS)
                        .json()
                        .path("users")
                        .path(0)
                        .path("created")
                        .asString())
                .isEqualTo("2026-11-21T08:00:00Z");
        rig.set(Switch.DATTO_TIMESTAMPS, "EPOCH_SECONDS");
        assertThat(rig.get(bearer, USERS)
                        .json()
                        .path("users")
                        .path(0)
                        .path("created")
                        .longValue())
                .isEqualTo(rig.clock.instant().getEpochSecond());
        rig.set(Switch.DATTO_TIMESTAMPS, "EPOCH_MILLIS");
        rig.set(Switch.DATTO_NEVER, "YEAR_ONE");
        assertThat(named(rig.get(bearer, USERS).json().path("users"), "Aaberg")
                        .path("lastAccess")
                        .longValue())
                .isEqualTo(-62_135_596_800_000L);
    }

    @Test
    void onlyAnAdministratorMayListUsers() {
        String technician = rig.bearer(DemoMsp.TECHNICIAN_API_KEY, DemoMsp.TECHNICIAN_API_SECRET_KEY);
        String administrator = rig.bearer();

        assertThat(rig.get(technician, "/api/v2/account").status()).isEqualTo(200);
        assertThat(rig.get(technician, USERS).status()).isEqualTo(403);
        rig.control("PATCH", "/world/keys/datto/" + DemoMsp.ADMINISTRATOR_KEY_NAME, "{\"administrator\":false}");
        assertThat(rig.get(administrator, USERS).status()).isEqualTo(403);
    }

    @Test
    void singleUserCallsDoNotExistForReal() {
        String bearer = rig.bearer();

        assertThat(rig.datto(bearer, "POST", "/api/v2/account/user", "{}").status())
                .isEqualTo(404);
        assertThat(rig.get(bearer, "/api/v2/account/user/x").status()).isEqualTo(404);
        assertThat(rig.datto(bearer, "DELETE", "/api/v2/account/user/x", null).status())
                .isEqualTo(404);
    }

    @Test
    void theSeedProfileHasAnotherGrantOtherPagesAndUsersWithRoles() {
        rig.simulator.switches().useProfile(Profile.SEED);
        var form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                DemoMsp.API_KEY,
                "client_secret",
                DemoMsp.API_SECRET_KEY);

        Rig.Got token = rig.token(null, form);
        assertThat(token.json().path("expires_in").asInt()).isEqualTo(14_400);
        assertThat(rig.passwordGrant(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).status())
                .isEqualTo(400);
        String bearer = token.json().path("access_token").asString();

        JsonNode page = rig.get(bearer, USERS + "?page=1&pageSize=5").json();
        assertThat(page.path("users").size()).isEqualTo(5);
        assertThat(page.path("pageDetails").propertyNames()).containsExactly("page", "pageSize", "count");
        assertThat(page.path("pageDetails").path("count").asInt()).isEqualTo(12);
        assertThat(rig.get(bearer, USERS + "?page=3&pageSize=5")
                        .json()
                        .path("users")
                        .size())
                .isEqualTo(2);
        JsonNode user = page.path("users").path(0);
        assertThat(user.path("role").asString()).isEqualTo("Admin");
        assertThat(user.path("enabled").booleanValue()).isTrue();
        assertThat(user.has("disabled")).isFalse();
        JsonNode sites = rig.get(bearer, "/api/v2/account/sites?max=10").json();
        assertThat(sites.path("sites").size()).isEqualTo(10);
        rig.clock.advance(Duration.ofSeconds(14_400));
        assertThat(rig.get(bearer, USERS).status()).isEqualTo(401);
    }

    @Test
    void theSeedProfileManagesUsers() {
        rig.set(Switch.DATTO_USER_ENDPOINTS, "ON");
        String bearer = rig.bearer();
        String path = "/api/v2/account/user";

        JsonNode created = rig.datto(
                        bearer,
                        "POST",
                        path,
                        "{\"email\":\"new@northwind.example\",\"firstName\":\"N\",\"lastName\":\"Ew\",\"role\":\"Admin\"}")
                .json();
        String uid = created.path("uid").asString();
        assertThat(rig.get(bearer, path + "/" + uid).json().path("role").asString())
                .isEqualTo("Admin");
        // A replacement: what is left out goes back to its default.
        JsonNode updated = rig.datto(bearer, "PUT", path + "/" + uid, "{\"enabled\":false}")
                .json();
        assertThat(updated.path("enabled").booleanValue()).isFalse();
        assertThat(updated.path("role").asString()).isEqualTo("Technician");
        assertThat(updated.path("firstName").isNull()).isTrue();
        assertThat(rig.datto(bearer, "DELETE", path + "/" + uid, null).status()).isEqualTo(204);
        assertThat(rig.get(bearer, path + "/" + uid).status()).isEqualTo(404);
    }

    @Test
    void theActivityLogPagesByCursorAndIgnoresMax() {
        String bearer = rig.bearer();
        String log = "/api/v2/activity-logs";
        int all = rig.get(bearer, log)
                .json()
                .path("pageDetails")
                .path("totalCount")
                .asInt();
        assertThat(all).isEqualTo(45);
        assertThat(rig.get(bearer, log + "?max=2").json().path("activities").size())
                .isEqualTo(all);

        JsonNode first = rig.get(bearer, log + "?size=30&order=asc").json();
        JsonNode second = rig.get(
                        bearer, first.path("pageDetails").path("nextPageUrl").asString())
                .json();
        assertThat(first.path("activities").size()).isEqualTo(30);
        assertThat(second.path("activities").size()).isEqualTo(15);
        assertThat(second.path("pageDetails").path("nextPageUrl").isNull()).isTrue();
        JsonNode back = rig.get(
                        bearer, second.path("pageDetails").path("prevPageUrl").asString())
                .json();
        assertThat(back.path("activities")).isEqualTo(first.path("activities"));
        JsonNode one = first.path("activities").path(0);
        assertThat(one.path("date").isFloatingPointNumber()).isTrue();
        assertThat(one.path("site").path("id").isIntegralNumber()).isTrue();
    }

    @Test
    void theActivityLogLooksAQuarterOfAnHourBack() {
        String bearer = rig.bearer();
        rig.clock.advance(Duration.ofMinutes(16));
        String log = "/api/v2/activity-logs";
        assertThat(rig.get(bearer, log).json().path("activities").isEmpty()).isTrue();
        assertThat(rig.get(bearer, log + "?from=2026-11-21T07:59:00Z")
                        .json()
                        .path("activities")
                        .isEmpty())
                .isFalse();

        rig.datto(
                bearer,
                "PUT",
                "/api/v2/site/" + rig.siteUid("Managed") + "/variable",
                "{\"name\":\"V\",\"value\":\"v\"}");
        JsonNode activity = rig.get(bearer, log).json().path("activities").path(0);
        assertThat(Rig.MAPPER
                        .readTree(activity.path("details").asString())
                        .path("variable")
                        .asString())
                .isEqualTo("V");
        assertThat(activity.path("user").path("userName").asString()).isEqualTo("anna.berg@northwind.example");
        rig.set(Switch.DATTO_ACTIVITY_USER_EVENTS, "OFF");
        assertThat(rig.get(bearer, log).json().path("activities").isEmpty()).isTrue();
        rig.set(Switch.DATTO_ACTIVITY_ERROR, "ON");
        assertThat(rig.get(bearer, log).json().path("error").asString()).isNotEmpty();
        assertThat(rig.get(bearer, log + "?from=yesterday").status()).isEqualTo(400);
    }
}
