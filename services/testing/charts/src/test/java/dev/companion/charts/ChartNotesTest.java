package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Helm prints after an installation. */
class ChartNotesTest {

    private static final String FORGED = "console.forwardHeaders is native";
    private static final String EMPTY = "networkPolicy.ingressFrom is empty";

    static List<String> examples() {
        return Charts.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theyCanBePrinted(String example) {
        assertThat(Charts.notes(Charts.values(example)))
                .startsWith("Companion ")
                .contains(
                        "standalone".equals(example)
                                ? "Keep a copy of the keyset"
                                : "Keep a copy of the secret companion-keys-private")
                .doesNotContain("no value", "{{");
    }

    /** Whatever reaches the console beside its proxy could say from which address a browser comes. */
    @Test
    void theyWarnWhereForwardedHeadersCanBeForged() {
        var gateway = Values.with(Charts.values("plain"), "console.forwardHeaders", "native");
        var peers = List.of(Map.of("podSelector", Map.of()));

        assertThat(Charts.notes(Charts.values("plain"))).doesNotContain(FORGED);
        assertThat(Charts.notes(gateway)).contains(FORGED, "console.ingress.enabled is false", EMPTY);
        assertThat(Charts.notes(Values.with(gateway, "networkPolicy.ingressFrom", peers)))
                .contains(FORGED, "console.ingress.enabled is false")
                .doesNotContain(EMPTY);
        assertThat(Charts.notes(Charts.values("external-scram")))
                .contains(FORGED, EMPTY)
                .doesNotContain("console.ingress.enabled is false");
        assertThat(Charts.notes(Charts.values("strimzi-mtls"))).doesNotContain(FORGED);
        assertThat(Charts.notes(Values.with(Charts.values("strimzi-mtls"), "networkPolicy.enabled", false)))
                .contains(FORGED, "networkPolicy.enabled is false");
    }
}
