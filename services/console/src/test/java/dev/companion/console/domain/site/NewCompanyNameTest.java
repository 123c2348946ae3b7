package dev.companion.console.domain.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vocabulary.CompanyName;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class NewCompanyNameTest {

    private static final Predicate<CompanyName> FREE = _ -> false;

    @Test
    void aNameThatGravityZoneTakesIsLeftAlone() {
        assertThat(propose("  Bäckerei Müller & Söhne  ")).isEqualTo("Bäckerei Müller & Söhne");
        assertThat(propose("x".repeat(64))).hasSize(64).doesNotContain("~");
        assertThat(propose("株式会社サクラ物流")).isEqualTo("株式会社サクラ物流");
    }

    @Test
    void aNameOf255CharactersIsCutAndToldApart() {
        var name = propose("Donau ".repeat(43).strip().substring(0, 255));

        assertThat(name).hasSizeLessThanOrEqualTo(64).startsWith("Donau Donau").matches(".* ~[0-9a-f]{6}");
        assertThat(NewCompanyName.propose("another-site", "x".repeat(255), FREE))
                .isNotEqualTo(NewCompanyName.propose("site", "x".repeat(255), FREE));
    }

    @Test
    void aCutNeverLeavesHalfACharacter() {
        for (int before = 0; before < 4; before++) {
            var name = propose("x".repeat(before) + "🦊".repeat(80));

            assertThat(name).hasSizeBetween(63, 64);
            assertThat(name.chars().filter(c -> Character.isSurrogate((char) c)).count())
                    .isEqualTo(2
                            * name.codePoints()
                                    .filter(c -> c == "🦊".codePointAt(0))
                                    .count());
        }
    }

    @Test
    void angleBracketsAndControlCharactersBecomeBlanks() {
        assertThat(propose("Acme <North>")).isEqualTo("Acme North");
        assertThat(propose("Acme\t\u0007\u00a0Ltd")).isEqualTo("Acme Ltd");
        assertThat(NewCompanyName.ownOf("<<a>>  b").text()).isEqualTo("a b");
    }

    @Test
    void nothingThatIsLeftOfANameIsANameOfItsOwn() {
        assertThat(propose("<>")).matches("Site ~[0-9a-f]{6}");
        assertThat(propose("   ")).matches("Site ~[0-9a-f]{6}");
    }

    @Test
    void aTakenNameIsToldApartTheSameWayEachTime() {
        Predicate<CompanyName> taken = name -> name.key().equals("contoso ltd");

        var first = NewCompanyName.propose("site-1", "Contoso Ltd", taken);

        assertThat(first.text()).matches("Contoso Ltd ~[0-9a-f]{6}");
        assertThat(NewCompanyName.propose("site-1", "Contoso Ltd", taken)).isEqualTo(first);
        assertThat(NewCompanyName.propose("site-2", "Contoso Ltd", taken)).isNotEqualTo(first);
    }

    @Test
    void aTakenSuffixIsMadeLonger() {
        var first = NewCompanyName.propose("site-1", "Contoso", new CompanyName("Contoso")::equals);

        var second = NewCompanyName.propose("site-1", "Contoso", Set.of(new CompanyName("Contoso"), first)::contains);

        assertThat(second.text()).startsWith(first.text()).matches("Contoso ~[0-9a-f]{12}");
    }

    @Test
    void whateverASiteIsCalledTheProposalPassesTheChecks() {
        var known = new Known();
        for (var name : new String[] {
            "<",
            "y".repeat(255),
            "🦊".repeat(127),
            "a\nb",
            "   ",
            "<b>" + "z".repeat(90),
            "\u200B",
            "\u202Eacme",
            "half \uD83D"
        }) {
            known.sites.clear();
            known.site("s", name, Site.Scope.MANAGED);

            var request = new LinkRequest("s", null, new CompanyName(propose(name)));

            assertThat(new LinkChecks(known).ofLinking(java.util.List.of(request)))
                    .isEmpty();
        }
    }

    private static String propose(String siteName) {
        return NewCompanyName.propose("6f6e21a0-0000-4000-8000-000000000001", siteName, FREE)
                .text();
    }
}
