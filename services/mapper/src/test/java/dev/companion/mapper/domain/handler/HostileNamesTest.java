package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request.ChangeCompany;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.matching.NamedEntity;
import dev.companion.matching.SuggestionRules;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.CompanyName.Flaw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that no company may have, or that look like another name. The console refuses them with the same code. */
class HostileNamesTest {

    private final InventoryFake tenant = InventoryFake.connected()
            .site("site-1", "Acme")
            .site("site-2", "Bolt")
            .company("c-1", "existing one")
            .company("c-2", "Bolt GmbH");

    static Stream<Arguments> flawedNames() {
        return Stream.of(
                Arguments.of("\u00A0", Flaw.BLANK),
                Arguments.of("\u200B", Flaw.INVISIBLE_CHARACTER),
                Arguments.of("Acme\u202Edtl", Flaw.BIDI_OVERRIDE),
                Arguments.of("Acme\u0007Ltd", Flaw.CONTROL_CHARACTER),
                Arguments.of("Acme\nLtd", Flaw.CONTROL_CHARACTER),
                Arguments.of("Acme\u007FLtd", Flaw.CONTROL_CHARACTER),
                Arguments.of("\uD83D\uDE00".repeat(40), Flaw.TOO_LONG),
                Arguments.of("Acme \uD83D", Flaw.NOT_UNICODE),
                Arguments.of("\uDE00 Acme", Flaw.NOT_UNICODE),
                Arguments.of("Acme <b>", Flaw.ANGLE_BRACKET));
    }

    @ParameterizedTest
    @MethodSource("flawedNames")
    void aFlawedNameIsRefusedForANewCompany(String name, Flaw flaw) {
        assertRefused(linkAsNew("site-1", name), flaw.sentence());
    }

    @ParameterizedTest
    @MethodSource("flawedNames")
    void aFlawedNameIsRefusedForARename(String name, Flaw flaw) {
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-2", "c-2", null))));
        tenant.see("site-2", new LinkStatus(1, false, "c-2", true, true));

        assertRefused(
                tenant.ask(new ChangeCompany("site-2", CompanyAction.RENAME, "c-2", "Bolt GmbH", null, null, name)),
                flaw.sentence());
    }

    static Stream<String> twinsOfExistingOne() {
        return Stream.of(
                "existing\u00A0one", "EXISTING  ONE", "\u3000existing one\u2003", "ｅｘｉｓｔｉｎｇ one", "existing\u2009one");
    }

    @ParameterizedTest
    @MethodSource("twinsOfExistingOne")
    void aNameThatLooksLikeAnExistingOneIsTaken(String twin) {
        assertRefused(
                linkAsNew("site-1", twin),
                "A company named “%s” exists; link the site to it instead.".formatted(new CompanyName(twin).text()));
    }

    @ParameterizedTest
    @MethodSource("twinsOfExistingOne")
    void aSiteWithSuchANameMatchesTheExistingCompany(String twin) {
        var match = SuggestionRules.suggest(
                new NamedEntity("site-1", twin, List.of()),
                List.of(new NamedEntity("c-1", "existing one", List.of())),
                List.of());

        assertThat(match.exact()).isTrue();
        assertThat(match.candidates().getFirst().score()).isEqualTo(100);
    }

    @Test
    void aNameThatLooksLikeAPendingOneIsTaken() {
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-2", null, "Müller & Co"))));

        assertRefused(
                linkAsNew("site-1", "MU\u0308LLER\u00A0& CO"),
                "A company of that name is being created for the site “Bolt”.");
    }

    @Test
    void twoFormsOfOneNameInOneRequestAreRefused() {
        var decision = tenant.ask(new CreateLinks(List.of(
                new LinkRequest("site-1", null, "Mu\u0308ller"), new LinkRequest("site-2", null, "M\u00FCller"))));

        assertThat(decision.result().accepted()).isFalse();
        assertThat(decision.links()).isEmpty();
        assertThat(decision.result().items())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.reason())
                        .isEqualTo("This request creates a company of that name for more than one site."));
    }

    @Test
    void aNameOfAnotherScriptIsNoTwin() {
        tenant.site("site-3", "Cask");

        assertThat(linkAsNew("site-3", "株式会社アクメ").result().accepted()).isTrue();
    }

    private Decision linkAsNew(String siteUid, String name) {
        return tenant.ask(new CreateLinks(List.of(new LinkRequest(siteUid, null, name))));
    }

    private static void assertRefused(Decision decision, String reason) {
        assertThat(decision.result().accepted()).isFalse();
        assertThat(decision.result().message()).isEqualTo(reason);
        assertThat(decision.links()).isEmpty();
    }
}
