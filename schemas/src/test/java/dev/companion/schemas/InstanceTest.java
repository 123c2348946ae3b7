package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTest {

    private static Instance of(String property, String variable) {
        var properties = new Properties();
        if (!property.isEmpty()) {
            properties.setProperty("companion.instance", property);
        }
        return Instance.of(properties, variable.isEmpty() ? Map.of() : Map.of("COMPANION_INSTANCE", variable));
    }

    @Test
    void theNamesOfAnInstallationWithoutANameHaveNothingInFront() {
        var instance = of("", "");

        assertThat(instance.topicPrefix()).isEqualTo("companion.");
        assertThat(instance.id("mapper")).isEqualTo("companion-mapper");
    }

    @Test
    void theNameIsInFrontOfAllOthers() {
        var catalogue = TopicCatalogue.load(of("", " blue "));

        assertThat(catalogue.rows())
                .hasSameSizeAs(TopicCatalogue.load(new Instance("")).rows())
                .allSatisfy(row -> assertThat(row.name()).startsWith("blue.companion."));
        assertThat(catalogue.services()).allSatisfy(service -> {
            assertThat(service.applicationId()).isEqualTo("blue-companion-" + service.name());
            assertThat(service.groups()).allMatch(group -> group.startsWith("blue-companion-"));
        });
    }

    @Test
    void anInstallationKnowsItsOwnNamesAndNoOthers() {
        var names = List.of(
                "companion.old.v1", "companion-mapper-x-changelog", "blue.companion.old.v1", "blue-companion-poller");

        assertThat(names).filteredOn(new Instance("")::owns).containsExactlyElementsOf(names.subList(0, 2));
        assertThat(names).filteredOn(new Instance("blue")::owns).containsExactlyElementsOf(names.subList(2, 4));
        assertThat(new Instance("").owns("companions")).isFalse();
    }

    @Test
    void aPropertyTakesPrecedenceOverTheVariable() {
        assertThat(of("green", "blue").name()).isEqualTo("green");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "companion",
                "companion-two",
                "blue-companion",
                "Blue",
                "1blue",
                "blue.",
                "blue-",
                "a_b",
                "tooooooooooooooo-long"
            })
    void aNameThatWouldNotKeepInstallationsApartIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("", name))
                .withMessageStartingWith("companion.instance: " + name + " (expected: ");
    }
}
