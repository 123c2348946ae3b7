package dev.companion.console.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserQueryTest {

    private static final User ADA =
            new User("u1", "ada", "Ada", "Lovelace", "ada@example.com", true, "Administrator", at("2025-01-01"));
    private static final User BOB = new User("u2", "bob", null, " ", null, false, null, at("2024-01-01"));
    private static final User UNNAMED = new User("u3", null, null, null, null, null, null, null);

    @Test
    void aUserIsCalledByNameThenUsernameThenNothing() {
        assertThat(ADA.name()).isEqualTo("Ada Lovelace");
        assertThat(BOB.name()).isEqualTo("bob");
        assertThat(UNNAMED.name()).isEmpty();
    }

    @Test
    void textIsLookedForInAllThatNamesSomebody() {
        assertThat(found("LOVE")).containsExactly(ADA);
        assertThat(found("ada love")).containsExactly(ADA);
        assertThat(found("@example")).containsExactly(ADA);
        assertThat(found("administrator")).containsExactly(ADA);
        assertThat(found("bob")).containsExactly(BOB);
        assertThat(found("u3")).isEmpty();
        assertThat(found("")).hasSize(3);
    }

    @Test
    void everyColumnSortsBothWaysAndNamesDecideAmongEquals() {
        assertThat(sorted(UserQuery.Sort.NAME, false)).containsExactly(UNNAMED, ADA, BOB);
        assertThat(sorted(UserQuery.Sort.STATE, false)).containsExactly(BOB, ADA, UNNAMED);
        assertThat(sorted(UserQuery.Sort.STATE, true)).containsExactly(UNNAMED, ADA, BOB);
        assertThat(sorted(UserQuery.Sort.CREATED, true)).containsExactly(ADA, BOB, UNNAMED);
        assertThat(sorted(UserQuery.Sort.ROLE, false)).containsExactly(UNNAMED, BOB, ADA);
        assertThat(sorted(UserQuery.Sort.USERNAME, true)).containsExactly(BOB, ADA, UNNAMED);
    }

    private static List<User> found(String text) {
        return new UserQuery(text, UserQuery.Sort.NAME, false).apply(List.of(ADA, BOB, UNNAMED));
    }

    private static List<User> sorted(UserQuery.Sort sort, boolean descending) {
        return new UserQuery("", sort, descending).apply(List.of(ADA, BOB, UNNAMED));
    }

    private static @Nullable Instant at(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }
}
