package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.rmm.User;
import dev.companion.settings.ObservationSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class UsersApiTest {

    @Autowired
    private Tenancy tenancy;

    @Test
    void listsWhatTheRecordsSayAndNoMore() {
        // Given
        var tenant = tenancy.connected();
        tenant.user(ada(tenant)).user(User.newBuilder(Recorded.user(tenant.id, "u2", null)));

        // When
        var answer = tenant.api.get("/api/users?sort=-name");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("items", "page", "size", "total");
        assertThat(answer.json().at("/items/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "userKey", "username", "firstName", "lastName", "enabled", "role", "createdAt");
        assertThat(answer.at("/items/0/firstName")).isEqualTo("Ada");
        assertThat(answer.json().at("/items/0/enabled").asBoolean()).isFalse();
        assertThat(answer.json().at("/items/1/enabled").isNull()).isTrue();
        assertThat(answer.json().at("/items/1/username").isNull()).isTrue();
    }

    @Test
    void addressesShowOnlyWhereTheSettingsLetThem() {
        var tenant = tenancy.connected();
        tenant.user(ada(tenant).setEmail("ada@example.com"));

        assertThat(tenant.api.get("/api/users").text()).doesNotContain("ada@example.com");
        assertThat(tenant.api
                        .get("/api/users?q=example.com")
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
        assertThat(tenant.api.get("/api/users?format=csv").text())
                .startsWith(
                        "\uFEFF\"userKey\",\"username\",\"firstName\",\"lastName\",\"enabled\",\"role\",\"createdAt\"\r\n");

        tenant.settings(it -> it.setObservation(
                ObservationSettings.newBuilder().setUserEmails(true).build()));

        assertThat(tenant.api.get("/api/users?q=example.com").at("/items/0/email"))
                .isEqualTo("ada@example.com");
        assertThat(tenant.api.get("/api/users?format=csv").text())
                .isEqualTo(
                        "\uFEFF\"userKey\",\"username\",\"firstName\",\"lastName\",\"enabled\",\"role\",\"createdAt\",\"email\"\r\n"
                                + "\"u1\",\"ada\",\"Ada\",\"Lovelace\",\"false\",,\"2026-11-01T10:00:00Z\",\"ada@example.com\"\r\n");
    }

    @Test
    void pagesSortsAndSaysWhatIsExpected() {
        var tenant = tenancy.connected();
        for (int i = 0; i < 7; i++) {
            tenant.user(User.newBuilder(Recorded.user(tenant.id, "u" + i, "user " + i)));
        }

        var page = tenant.api.get("/api/users?page=2&size=3&sort=username");
        assertThat(page.at("/items/0/username")).isEqualTo("user 6");
        assertThat(page.json().at("/total").asInt()).isEqualTo(7);
        assertThat(tenant.api.get("/api/users?sort=email").at("/detail")).contains("createdAt, enabled, name");
        assertThat(tenant.api.get("/api/users?size=501").status()).isEqualTo(400);
        assertThat(tenant.stranger().get("/api/users").status()).isEqualTo(401);
    }

    @Test
    void aUserWhoIsGoneIsNotListed() {
        var tenant = tenancy.connected();
        tenant.user(ada(tenant));

        tenant.feed().user(tenant.key("u1"), null);

        assertThat(tenant.api.get("/api/users").json().at("/total").asInt()).isZero();
    }

    private static User.Builder ada(Tenancy.Tenant tenant) {
        return User.newBuilder(Recorded.user(tenant.id, "u1", "ada"))
                .setFirstName("Ada")
                .setLastName("Lovelace")
                .setEnabled(false)
                .setCreatedAt(Recorded.AT);
    }
}
