package dev.companion.architecture.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.architecture.repository.Repository.Source;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {

    private static final String RESOLVER = "services/event-resolver/src/main/java/dev/companion/resolver/domain/";

    @Test
    void noTypeHasANameThatWasDropped() {
        assertThat(Repository.java().stream().flatMap(Types::dropped)).isEmpty();
    }

    @Test
    void noPackageIsCrowded() {
        assertThat(Types.crowded(Repository.java())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "final class LinkDesk {}",
                "record SortWish(String key) {}",
                "enum Order { A }",
                "sealed interface LinkSeen {}"
            })
    void aDroppedNameIsFound(String code) {
        assertThat(Types.dropped(new Source(RESOLVER + "A.java", code)))
                .singleElement()
                .asString()
                .contains("the name in use is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "final class LinkHandler {}",
                "/** No class LinkDesk. */ class A {}",
                "enum DeskState {}",
                "enum Ordering { A }"
            })
    void anotherNameIsNot(String code) {
        assertThat(Types.dropped(new Source(RESOLVER + "A.java", code))).isEmpty();
    }

    @Test
    void aNameIsDroppedOnlyWhereTheListSays() {
        assertThat(Types.dropped(new Source("services/a/src/main/java/Order.java", "enum Order {}")))
                .isEmpty();
    }

    @Test
    void aPackageOfTwentyFiveTypesIsCrowded() {
        var package24 = types(24, "a");
        var package25 = types(25, "b");

        assertThat(Types.crowded(Stream.concat(package24, package25).toList()))
                .singleElement()
                .asString()
                .startsWith("services/b/src/main/java/b holds 25 types");
    }

    private static Stream<Source> types(int count, String name) {
        var directory = "services/%s/src/main/java/%s/".formatted(name, name);
        return Stream.concat(
                Stream.of(new Source(directory + "package-info.java", "")),
                IntStream.range(0, count).mapToObj(each -> new Source(directory + "Type" + each + ".java", "")));
    }
}
