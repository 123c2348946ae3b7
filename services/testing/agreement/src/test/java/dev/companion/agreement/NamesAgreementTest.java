package dev.companion.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.resolver.domain.ResolverNames;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.PackageProfile;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Console, mapper, provisioner, event-resolver and search agree about names of companies. */
class NamesAgreementTest {

    private static final String[] PIECES = {
        "A", "a", "é", "e\u0301", "ß", "ẞ", "SS", "İ", "ı", "Σ", "ς", "Ａ", "ﬁ", "㎏", "🙂", "葛", "ü", "u\u0308", "-",
        ".", "1", "①", " ", "  ", "\u00A0", "\u3000", "\u2003", "\u200B", "\u00AD", "\u2060", "\u202E", "\u0007", "<",
        "\uD800", "\uFFFD"
    };

    @ParameterizedTest
    @CsvSource({
        "existing one, existing\u00A0one",
        "existing one, 'Existing   one '",
        "existing one, EXISTING ONE",
        "Müller, Mu\u0308ller",
        "Straße, STRASSE",
        "Acme, Ａｃｍｅ"
    })
    void namesThatLookAlikeAreOneName(String one, String other) {
        assertThat(new CompanyName(one).key()).isEqualTo(new CompanyName(other).key());
        assertAgreement(one, other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00A0",
                "\u200B",
                "exis\u200Bting",
                "gro\u202Ecm.emcA",
                "tab\tbed",
                "bell\u0007",
                "<b>",
                "half \uD83D",
                "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂",
                "1234567890123456789012345678901234567890123456789012345678901234x"
            })
    void namesThatNoCompanyCanHaveAreRefusedByAll(String name) {
        assertThat(new CompanyName(name).flaw()).isPresent();
        assertAgreement(name, "Another name");
    }

    @Test
    void randomNamesAreTreatedAlike() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var n = 0; n < 1_000; n++) {
            var one = name(random);
            var other = random.nextBoolean() ? alike(one, random) : name(random);
            try {
                assertAgreement(one, other);
            } catch (AssertionError e) {
                throw new AssertionError("seed %d: %s and %s".formatted(seed, escaped(one), escaped(other)), e);
            }
        }
    }

    private static void assertAgreement(String one, String other) {
        var first = new CompanyName(one);
        var second = new CompanyName(other);
        var possible = first.flaw().isEmpty();
        var bothPossible = possible && second.flaw().isEmpty();
        var same = first.key().equals(second.key());

        assertThat(new ConsoleNames("a site", null).accepts(one))
                .as("console alone")
                .isEqualTo(possible);
        assertThat(new MapperNames(null).accepts(one)).as("mapper alone").isEqualTo(possible);
        assertThat(wanted(one).nameFlaw() == null).as("provisioner alone").isEqualTo(possible);

        assertThat(new ConsoleNames("a site", null).accepts(one, other))
                .as("console, both in one request")
                .isEqualTo(bothPossible && !same);
        assertThat(new MapperNames(null).accepts(one, other))
                .as("mapper, both in one request")
                .isEqualTo(bothPossible && !same);

        assertThat(new ConsoleNames("a site", other).accepts(one))
                .as("console, beside a company")
                .isEqualTo(possible && !same);
        assertThat(new MapperNames(other).accepts(one))
                .as("mapper, beside a company")
                .isEqualTo(possible && !same);
        assertThat(wanted(one).wantsNew(other)).as("provisioner").isEqualTo(same);
        assertThat(ResolverNames.isTaken(one, observed(other)))
                .as("event-resolver")
                .isEqualTo(same);
        if (same && !first.key().isEmpty()) {
            assertThat(new ConsoleNames(other, null).finds(one)).as("search").isTrue();
        }
    }

    private static LinkSpec wanted(String name) {
        return new LinkSpec(1, true, null, name, "package", PackageProfile.INITIAL, "r-1");
    }

    private static ObservedCompany observed(String name) {
        return new ObservedCompany("c-1", name, true, null, null, false, null, Instant.parse("2026-11-01T10:00:00Z"));
    }

    private static String name(Random random) {
        var text = new StringBuilder();
        for (var n = random.nextInt(6); n >= 0; n--) {
            text.append(PIECES[random.nextInt(random.nextInt(3) == 0 ? PIECES.length : 24)]);
        }
        return text.toString();
    }

    private static String alike(String name, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> Normalizer.normalize(name, Normalizer.Form.NFD);
            case 2 -> "\u00A0" + name.replace(" ", "\u3000");
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c > 0x20 && c < 0x7F ? String.valueOf((char) c) : "\\u%04X".formatted(c))
                .reduce("", String::concat);
    }
}
