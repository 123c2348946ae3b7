package dev.companion.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.matching.NearTwins.Twin;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearTwinsTest {

    @ParameterizedTest
    @CsvSource({
        "Chester Road Motors, Chester Road Motors Ltd",
        "Acme Ltd, Acme Limited",
        "Smith & Jones, Jones & Smith",
        "Smith Bakery, Smyth Bakery",
        "contoso.com, Contoso Ltd",
        "Acme Ltd, Acme GmbH",
        "Contoso – Berlin, Contoso"
    })
    void aSecondWayToWriteOneCustomerIsATwin(String name, String existing) {
        assertThat(twins(name, existing)).singleElement().satisfies(twin -> {
            assertThat(twin.companyName()).isEqualTo(existing);
            assertThat(twin.score()).isBetween(NearTwins.SCORE_MIN, 100);
            assertThat(twin.evidence()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"Store 12, Store 21", "Acme North, Acme South", "Contoso Berlin, Contoso", "Acme, Bolt", "'', Acme"})
    void anotherCustomerIsNone(String name, String existing) {
        assertThat(twins(name, existing)).isEmpty();
    }

    @Test
    void theMostSimilarComesFirstAndTheListIsShort() {
        var names = Stream.concat(
                        Stream.of("Jones and Smith", "Smith & Jones Ltd"),
                        IntStream.range(0, 9).mapToObj(_ -> "Smith and Jones GmbH"))
                .toArray(String[]::new);

        assertThat(twins("Smith & Jones", names))
                .hasSize(NearTwins.TWINS_MAX)
                .first()
                .extracting(Twin::score)
                .isEqualTo(95);
    }

    private static List<Twin> twins(String name, String... existing) {
        return NearTwins.of(
                name,
                IntStream.range(0, existing.length)
                        .mapToObj(i -> new NamedEntity("c-" + i, existing[i], List.of()))
                        .toList());
    }
}
