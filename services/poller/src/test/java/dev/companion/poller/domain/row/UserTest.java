package dev.companion.poller.domain.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final Instant CREATED = Instant.parse("2020-01-01T00:00:00Z");

    private final User user = new User("k", "ada@acme.example", "Ada", "L", "ada@acme.example", true, "admin", CREATED);

    /** Another key would delete all published users and create them again. */
    @Test
    void keysDoNotChange() {
        // The first half of: printf 'acme1|ada@acme.example' | sha256sum
        assertThat(User.keyOf("acme1", "ada@acme.example")).isEqualTo("02fc507975087e58392304dd7f79b3c5");
        assertThat(User.keyOf("acme1", "7f3a")).isEqualTo("1da0757281cc3df7ff6c32811a1f56df");
        assertThat(User.keyOf("acme2", "7f3a")).as("another tenant").isEqualTo("41a0454d9d7bc7c1b4d5469c466917a2");
    }

    @Test
    void whatIsAnAddressIsLeftOutAndWhatIsNoneIsKept() {
        assertThat(user.withoutEmails()).isEqualTo(new User("k", null, "Ada", "L", null, true, "admin", CREATED));
        var named = new User("k", "ada", null, null, null, null, null, null);
        assertThat(named.withoutEmails()).isEqualTo(named);
    }

    @Test
    void everyFieldIsPartOfTheChangedFields() {
        var variants = List.of(
                new User("k", "x", "Ada", "L", "ada@acme.example", true, "admin", CREATED),
                new User("k", "ada@acme.example", null, "L", "ada@acme.example", true, "admin", CREATED),
                new User("k", "ada@acme.example", "Ada", "x", "ada@acme.example", true, "admin", CREATED),
                new User("k", "ada@acme.example", "Ada", "L", null, true, "admin", CREATED),
                new User("k", "ada@acme.example", "Ada", "L", "ada@acme.example", null, "admin", CREATED),
                new User("k", "ada@acme.example", "Ada", "L", "ada@acme.example", true, null, CREATED),
                new User("k", "ada@acme.example", "Ada", "L", "ada@acme.example", true, "admin", null));

        assertThat(variants)
                .extracting(variant -> variant.changedFields(user))
                .containsExactly(
                        List.of("username"),
                        List.of("firstName"),
                        List.of("lastName"),
                        List.of("email"),
                        List.of("enabled"),
                        List.of("role"),
                        List.of("createdAt"));
    }

    @Test
    void aTimeFinerThanWhatIsRememberedIsNoChange() {
        var finer = new User(
                "k", "ada@acme.example", "Ada", "L", "ada@acme.example", true, "admin", CREATED.plusNanos(1500));

        assertThat(finer).isEqualTo(user);
    }

    @Test
    void itsTextHasNoPersonalData() {
        assertThat(user.toString()).isEqualTo("User[id=k]");
        assertThat(user.label()).isEqualTo("k");
    }
}
