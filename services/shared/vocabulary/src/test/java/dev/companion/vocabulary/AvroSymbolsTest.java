package dev.companion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.companion.settings.DefaultPackage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The records that cross topics say the same words. */
class AvroSymbolsTest {

    static Stream<Arguments> enums() {
        return Stream.of(
                arguments(DiscrepancyType.class, dev.companion.discrepancies.DiscrepancyType.getClassSchema()),
                arguments(PolicyLevel.class, dev.companion.discrepancies.PolicyLevel.getClassSchema()),
                arguments(ResolutionAction.class, dev.companion.discrepancies.Action.getClassSchema()),
                arguments(CompanyAction.class, dev.companion.links.CompanyAction.getClassSchema()),
                arguments(ObservedKind.class, dev.companion.deletions.ObservedKind.getClassSchema()));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void areTheConstants(Class<? extends Enum<?>> type, Schema schema) {
        assertThat(Arrays.stream(type.getEnumConstants()).map(Enum::name))
                .containsExactlyElementsOf(schema.getEnumSymbols());
    }

    @Test
    void areTheAddOnsButForWhatANewerVersionWrites() {
        assertThat(dev.companion.provisioning.AddOn.getClassSchema().getEnumSymbols().stream()
                        .filter(symbol -> !symbol.equals("UNKNOWN")))
                .containsExactlyElementsOf(
                        Arrays.stream(AddOn.values()).map(Enum::name).toList());
    }

    @Test
    void areThePropertiesOfAPackage() {
        var properties = new ArrayList<String>();
        PackageProfile.INITIAL.write((property, on) -> properties.add(property));
        properties.add("removeCompetitors");
        properties.add("language");
        assertThat(DefaultPackage.getClassSchema().getFields().stream().map(Schema.Field::name))
                .containsExactlyElementsOf(properties);
    }
}
