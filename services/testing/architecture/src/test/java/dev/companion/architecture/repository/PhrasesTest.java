package dev.companion.architecture.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.architecture.repository.Repository.Source;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    private static final Pattern READ_BY_PEOPLE = Pattern.compile(
            ".*/src/main/.*\\.(java|html|js|css|avsc|properties|ya?ml|txt)|(.*/)?[^/]*\\.md|schemas/.*\\.(avsc|ya?ml)");

    @Test
    void sourcesAndDocumentsSayNoneOfThePhrases() {
        var violations =
                Repository.read(path -> READ_BY_PEOPLE.matcher(path).matches() && !path.contains("/src/test/")).stream()
                        .flatMap(Phrases::violations)
                        .toList();

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The link is created anew.",
                "A generation that is not newer is no news.",
                "A record that nobody reads.",
                "It ends by\n     * itself after a minute.",
                "\"The link is taken\"\n    + \" apart.\"",
                "Who wishes it?",
            })
    void aPhraseIsFoundAlsoAcrossLines(String text) {
        assertThat(Phrases.violations(new Source("README.md", text)))
                .singleElement()
                .asString()
                .startsWith("README.md:1 says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Renewed again.",
                "This is news.",
                "Swish, and the dish is done.",
                "It is created again automatically."
            })
    void otherWordsAreNot(String text) {
        assertThat(Phrases.violations(new Source("README.md", text))).isEmpty();
    }
}
