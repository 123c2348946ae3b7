package dev.companion.console.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** The types that programs branch on. Writes docs/problems.md. */
class ProblemTypeTest {

    private static final Path DOCUMENT = Path.of("../../docs/problems.md");

    private static final String ABOUT = """
            # Problems

            A refusal or failure of the REST API is `application/problem+json` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). Programs branch on
            `type`, which never changes; `title` and `detail` are for people and may be reworded. Treat a type that you do not know by its status: a later
            version can add some. Written by `ProblemTypeTest`.

            | type | status | what has happened | what a program does |
            |---|---|---|---|
            """;

    @Test
    void theDocumentIsWhatTheTypesSay() throws IOException {
        var updated = ABOUT
                + Arrays.stream(ProblemType.values())
                        .map(type -> "| `%s` | %d | %s | %s |\n"
                                .formatted(type.uri(), type.status().value(), type.meaning(), type.reaction()))
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("companion.docs.write")) {
            Files.writeString(DOCUMENT, updated);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("run the test with -Dcompanion.docs.write=true to generate it")
                .isEqualTo(updated);
    }

    @Test
    void aTypeIsAnUriThatNeverChanges() {
        assertThat(ProblemType.DELETIONS_CHANGED.uri()).hasToString("urn:companion:problem:deletions-changed");
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::uri)).doesNotHaveDuplicates();
    }

    @Test
    void everyStatusHasAType() {
        assertThat(ProblemType.of(HttpStatus.NOT_FOUND)).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(ProblemType.of(HttpStatus.UNPROCESSABLE_CONTENT)).isEqualTo(ProblemType.REFUSED);
        assertThat(ProblemType.of(HttpStatus.FORBIDDEN)).isEqualTo(ProblemType.NOT_ALLOWED);
        assertThat(ProblemType.of(HttpStatus.GONE)).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(ProblemType.of(HttpStatus.BAD_GATEWAY)).isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    @Test
    void aRefusedBodyKeepsItsStatus() {
        var slow = ApiProblem.of(HttpStatus.REQUEST_TIMEOUT, "Too slow", "The body did not arrive.");

        assertThat(slow.getStatusCode()).isEqualTo(HttpStatus.REQUEST_TIMEOUT);
        assertThat(slow.getBody().getStatus()).isEqualTo(408);
        assertThat(slow.getBody().getType()).hasToString("urn:companion:problem:request-timeout");
        assertThat(ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, "Too large", "").getStatusCode())
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void aProblemDoesNotReplaceAStatusThatNoTypeHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiProblem.of(HttpStatus.GONE, "Gone", "It is gone."))
                .withMessageContaining("410");
    }
}
