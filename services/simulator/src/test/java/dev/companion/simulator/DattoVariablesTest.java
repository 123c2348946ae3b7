package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.row.SiteVariable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DattoVariablesTest {

    private final Rig rig = Rig.demo();
    private String bearer = "";
    private String site = "";

    @BeforeEach
    void signIn() {
        bearer = rig.bearer();
        site = "/api/v2/site/" + rig.siteUid("Holloway Print Works");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Rig.Got put(String name, String value) {
        return rig.datto(bearer, "PUT", site + "/variable", body(name, value));
    }

    private static String body(String name, String value) {
        return "{\"name\":\"" + name + "\",\"value\":\"" + value + "\"}";
    }

    private JsonNode list() {
        return rig.get(bearer, site + "/variables").json().path("variables");
    }

    @Test
    void creatingAnswersNothingAndTheIdHasToBeLookedUp() {
        String link = "https://host/setupdownloader_[aHR0=].exe";

        Rig.Got created = put("GravityZonePackageLink", link);

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.body()).isEmpty();
        assertThat(created.header("Content-Length")).contains("0");
        JsonNode variable = list().path(0);
        assertThat(variable.path("id").isIntegralNumber()).isTrue();
        assertThat(variable.path("value").asString()).isEqualTo(link);
        assertThat(variable.path("masked").booleanValue()).isFalse();
    }

    @Test
    void updatedAndDeletedById() {
        put("A", "1");
        long id = list().path(0).path("id").longValue();

        Rig.Got updated =
                rig.datto(bearer, "POST", site + "/variable/" + id, "{\"name\":\"B\",\"value\":\"2\",\"masked\":true}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.body()).isEmpty();
        assertThat(list().path(0).path("name").asString()).isEqualTo("B");
        assertThat(list().path(0).path("masked").booleanValue()).isFalse();

        assertThat(rig.datto(bearer, "DELETE", site + "/variable/" + id, null).status())
                .isEqualTo(200);
        assertThat(list().isEmpty()).isTrue();
        assertThat(rig.datto(bearer, "DELETE", site + "/variable/" + id, null).status())
                .isEqualTo(404);
        assertThat(rig.datto(bearer, "POST", site + "/variable/" + id, body("B", "3"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"UPSERT, 200, two", "400, 400, one", "409, 409, one"})
    void aNameThatExistsHasThreeEndings(String variant, int status, String value) {
        rig.set(Switch.DATTO_DUPLICATE_VARIABLE, variant);
        put("Name", "one");

        assertThat(put("Name", "two").status()).isEqualTo(status);
        assertThat(list().size()).isEqualTo(1);
        assertThat(list().path(0).path("value").asString()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"SENSITIVE, 2", "INSENSITIVE, 1"})
    void theCaseOfNamesMayMatter(String variant, int variables) {
        rig.set(Switch.DATTO_VARIABLE_NAME_CASE, variant);
        put("Name", "one");
        put("NAME", "two");

        assertThat(list().size()).isEqualTo(variables);
    }

    @Test
    void maskedValuesReadAsAsterisks() {
        rig.datto(bearer, "PUT", site + "/variable", "{\"name\":\"S\",\"value\":\"secret\",\"masked\":true}");

        assertThat(list().path(0).path("value").asString()).isEqualTo("*****");
        assertThat(rig.simulator.world().datto().variables())
                .extracting(SiteVariable::value)
                .contains("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\" \",\"value\":\"v\"}",
                "{\"name\":1,\"value\":\"v\"}",
                "nonsense"
            })
    void badBodiesAre400(String body) {
        assertThat(rig.datto(bearer, "PUT", site + "/variable", body).status()).isEqualTo(400);
    }

    @Test
    void aValueCanBeTooLong() {
        assertThat(put("Long", "x".repeat(4_000)).status()).isEqualTo(200);
        assertThat(put("Longer", "x".repeat(4_001)).status()).isEqualTo(400);
    }

    @Test
    void unknownSitesAre404AndAnotherSitesVariableToo() {
        put("A", "1");
        long id = list().path(0).path("id").longValue();
        String other = "/api/v2/site/" + rig.siteUid("Managed");

        assertThat(rig.datto(
                                bearer,
                                "PUT",
                                "/api/v2/site/00000000-0000-0000-0000-000000000000/variable",
                                body("A", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(rig.datto(bearer, "DELETE", other + "/variable/" + id, null).status())
                .isEqualTo(404);
        assertThat(rig.datto(bearer, "DELETE", site + "/variable/abc", null).status())
                .isEqualTo(400);
    }

    @Test
    void accountVariablesAreAScopeOfTheirOwn() {
        assertThat(rig.datto(bearer, "PUT", "/api/v2/account/variable", body("A", "1"))
                        .status())
                .isEqualTo(200);
        JsonNode account = rig.get(bearer, "/api/v2/account/variables").json().path("variables");

        assertThat(account.size()).isEqualTo(1);
        assertThat(list().isEmpty()).isTrue();
        String path = "/api/v2/account/variable/" + account.path(0).path("id").longValue();
        assertThat(rig.datto(bearer, "POST", path, body("A", "2")).status()).isEqualTo(200);
        assertThat(rig.datto(bearer, "DELETE", path, null).status()).isEqualTo(200);
    }

    @Test
    void someoneElseMayEditOrDeleteAVariable() {
        put("GravityZonePackageLink", "ours");
        String path = "/world/variables/" + list().path(0).path("id").longValue();

        rig.control("PATCH", path, "{\"value\":\"theirs\"}");
        assertThat(list().path(0).path("value").asString()).isEqualTo("theirs");
        rig.control("DELETE", path, null);
        assertThat(list().isEmpty()).isTrue();
    }
}
