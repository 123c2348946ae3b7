package dev.companion.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.matching.NameSimilarity.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Varies names at random, with a printed seed, and checks what must stay the same. */
class NameVariationTest {

    /** Each line: ways to write one legal form. */
    private static final List<List<String>> FORMS = List.of(
            List.of("Ltd", "Limited", "LTD.", "ltd"),
            List.of("Inc.", "Incorporated", "INC", ", Inc"),
            List.of("Corp", "Corporation", "Corp."),
            List.of("LLC", "L.L.C.", "llc", ", LLC"),
            List.of("GmbH", "GMBH", "gmbh", "G.m.b.H."),
            List.of("GmbH & Co. KG", "GmbH und Co KG", "gmbh & co kg"),
            List.of("B.V.", "BV", "b.v."),
            List.of("S.r.l.", "SRL", "Srl"),
            List.of("Pty Ltd", "(Pty) Ltd", "Pty Limited"),
            List.of("Sp. z o.o.", "sp. z o. o.", "SP Z OO"));

    private static List<String> names;

    @BeforeAll
    static void readNames() {
        var list = NameList.read();
        names = new ArrayList<>(list.sites().stream().map(NamedEntity::name).toList());
        names.addAll(list.companies().stream().map(NamedEntity::name).toList());
        names.removeIf(
                name -> NormalName.of(name).isEmpty() || NormalName.of(name).saysLittle());
    }

    @RepeatedTest(3)
    void caseAndBlanksNeverTellNamesApart(RepetitionInfo run) {
        var chance = new Random(run.getCurrentRepetition());
        for (var name : names) {
            var other = mutated(name, chance);
            assertExactBothWays(name, other);
        }
    }

    @RepeatedTest(3)
    void theWayToWriteALegalFormNeverTellsNamesApart(RepetitionInfo run) {
        var chance = new Random(100 + run.getCurrentRepetition());
        for (var name : names) {
            if (NormalName.of(name).form() == null) {
                var ways = FORMS.get(chance.nextInt(FORMS.size()));
                var one = name.strip() + " " + ways.get(chance.nextInt(ways.size()));
                var other = mutated(name.strip() + " " + ways.get(chance.nextInt(ways.size())), chance);
                assertExactBothWays(one, other);
                if (GenericWords.areTelling(NormalName.of(name).words())) {
                    assertExactBothWays(name, one);
                }
            }
        }
    }

    @RepeatedTest(3)
    void twoLegalFormsAreNeverExact(RepetitionInfo run) {
        var chance = new Random(200 + run.getCurrentRepetition());
        for (var name : names) {
            if (NormalName.of(name).form() == null) {
                var first = chance.nextInt(FORMS.size());
                var second = (first + 1 + chance.nextInt(FORMS.size() - 1)) % FORMS.size();
                var one = name.strip() + " " + FORMS.get(first).getFirst();
                var other = mutated(name.strip() + " " + FORMS.get(second).getFirst(), chance);
                assertThat(match(one, other).exact()).as("%s | %s", one, other).isFalse();
                assertThat(match(other, one).exact()).as("%s | %s", other, one).isFalse();
            }
        }
    }

    @RepeatedTest(3)
    void anotherNumberIsNeverExact(RepetitionInfo run) {
        var chance = new Random(300 + run.getCurrentRepetition());
        for (var name : names) {
            var number = 1 + chance.nextInt(40);
            var one = name.strip() + " " + number;
            var other = name.strip() + " " + (number + 1 + chance.nextInt(20));
            assertThat(match(one, other).exact()).as("%s | %s", one, other).isFalse();
        }
    }

    @RepeatedTest(3)
    void anotherLetterIsNeverExact(RepetitionInfo run) {
        var chance = new Random(400 + run.getCurrentRepetition());
        for (var name : names) {
            var at = chance.nextInt(name.length());
            if (name.charAt(at) >= 'a' && name.charAt(at) <= 'z') {
                var letter = (char) ('a' + (name.charAt(at) - 'a' + 1 + chance.nextInt(25)) % 26);
                var other = name.substring(0, at) + letter + name.substring(at + 1);
                // A letter of the legal form may well make none of it, which is then left out.
                if (!NormalName.of(name).readings().equals(NormalName.of(other).readings())) {
                    assertThat(match(name, other).exact())
                            .as("%s | %s", name, other)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void alikenessIsTheSameFromBothSides() {
        var views = names.stream().map(NameView::of).toList();
        var chance = new Random(5);
        for (var one : views) {
            for (var i = 0; i < 100; i++) {
                assertSymmetric(one, views.get(chance.nextInt(views.size())));
            }
        }
        for (var row : NameList.read().rows()) {
            assertSymmetric(NameView.of(row.site()), NameView.of(row.company()));
        }
    }

    private static void assertSymmetric(NameView one, NameView other) {
        var there = NameComparison.of(one, other);
        var back = NameComparison.of(other, one);
        // A company may be cut, a site never is; and a branch is more often the site than the company.
        if (there.kind() != Kind.CUT && back.kind() != Kind.CUT) {
            assertThat(back.kind())
                    .as("%s | %s", one.whole().text(), other.whole().text())
                    .isEqualTo(there.kind());
            if (there.kind() != Kind.PART) {
                assertThat(back.score()).isEqualTo(there.score());
            }
        }
    }

    private static void assertExactBothWays(String one, String other) {
        assertThat(match(one, other).exact()).as("%s | %s", one, other).isTrue();
        assertThat(match(other, one).exact()).as("%s | %s", other, one).isTrue();
        assertThat(match(one, other).candidates().getFirst().score())
                .isEqualTo(match(other, one).candidates().getFirst().score());
        assertThat(Collections.disjoint(MatchKeys.of(one), MatchKeys.of(other)))
                .as("no common key: %s | %s", one, other)
                .isFalse();
    }

    private static Match match(String site, String company) {
        return SuggestionRules.suggest(
                new NamedEntity("s", site, List.of()), List.of(new NamedEntity("c", company, List.of())), List.of());
    }

    private static String mutated(String name, Random chance) {
        List<UnaryOperator<String>> ways = List.of(
                text -> text.toUpperCase(Locale.ROOT),
                text -> text.toLowerCase(Locale.ROOT),
                text -> text.replace(" ", "  "),
                text -> text.replace(' ', '\u00A0'),
                text -> "\t" + text + " ",
                text -> text + ".",
                text -> "“" + text + "”",
                text -> text.replace(" & ", " and "),
                text -> text.replace("'", "’"));
        var mutated = name;
        for (var i = 0; i < 3; i++) {
            mutated = ways.get(chance.nextInt(ways.size())).apply(mutated);
        }
        return mutated;
    }
}
