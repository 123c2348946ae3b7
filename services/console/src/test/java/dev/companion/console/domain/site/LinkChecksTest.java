package dev.companion.console.domain.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.site.Company.Type;
import dev.companion.console.domain.site.Site.Scope;
import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkChecksTest {

    private final Known known = new Known();
    private final LinkChecks checks = new LinkChecks(known);

    LinkChecksTest() {
        known.site("acme", "Acme", Scope.MANAGED);
        known.site("bolt", "Bolt", Scope.MANAGED);
        known.site("lab", "Lab", Scope.ON_DEMAND);
        known.company("c1", "Contoso", Type.CUSTOMER, false, true);
        known.company("partner", "Reseller", Type.PARTNER, false, true);
        known.company("asleep", "Sleepy", Type.CUSTOMER, true, true);
        known.company("closed", "Closed", Type.CUSTOMER, false, false);
    }

    @Test
    void aManagedSiteAndAFreeCustomerFit() {
        assertThat(checks.ofLinking(List.of(existing("acme", "c1"), fresh("bolt", "Bolt"))))
                .isEmpty();
    }

    @Test
    void eachRefusalNamesItsSiteAndTheWayOut() {
        known.links.put("bolt", new Link("bolt", "Bolt", 1, true, "c1", null, null, false, null));

        var refusals = checks.ofLinking(List.of(
                existing("acme", "c1"), existing("lab", "nope"), existing("gone", "c1"), fresh("bolt", "Bolt")));

        assertThat(refusals)
                .containsExactly(
                        new LinkRefusal(
                                "acme",
                                "Contoso is linked to Bolt. Choose another company, or unlink that site first."),
                        new LinkRefusal(
                                "lab", "The site is not Managed in Datto RMM. Only Managed sites can be linked."),
                        new LinkRefusal("gone", "The site does not exist."),
                        new LinkRefusal(
                                "bolt", "The site is already linked. Unlink it first to link it to another company."));
    }

    @Test
    void onlyUsableCompaniesAreLinked() {
        assertThat(reason(existing("acme", "nope"))).startsWith("The company does not exist");
        assertThat(reason(existing("acme", "partner"))).contains("not a customer company");
        assertThat(reason(existing("acme", "asleep"))).contains("suspended");
        assertThat(reason(existing("acme", "closed"))).contains("not managed by its partner");
    }

    @Test
    void newNamesAreThoseThatGravityZoneTakes() {
        assertThat(reason(fresh("acme", "  "))).contains("empty");
        assertThat(reason(fresh("acme", "x".repeat(65)))).contains("longer than 64 characters");
        assertThat(checks.ofLinking(List.of(fresh("acme", "🦊".repeat(32))))).isEmpty();
        assertThat(reason(fresh("acme", "A<b>"))).contains("< or >");
        assertThat(reason(fresh("acme", "A\u0007"))).contains("control character");
        assertThat(reason(fresh("acme", "CONTOSO "))).contains("already exists");
    }

    /** Names that look like nothing, like another name, or like what they are not. */
    @ParameterizedTest
    @CsvSource({
        "'\u00A0', empty",
        "'\u2003\u3000', empty",
        "'\u200B', invisible character",
        "'Acme\u200B', invisible character",
        "'con\u00A0toso', similar name",
        "'Smith\u00A0Bakery', ",
        "'\u00A0CONTOSO\u00A0', already exists",
        "'existing\u00A0one', already exists",
        "'\uFF45xisting one', already exists",
        "'Existing   One', already exists",
        "'Acme \u202Egnp', changes the direction",
        "'\u2066Acme\u2069', changes the direction",
        "'half \uD83D', not valid Unicode",
        "'\uDE42 half', not valid Unicode",
    })
    void aHostileNameIsRefusedAtOnce(String name, @Nullable String reason) {
        known.company("c9", "Existing one", Type.CUSTOMER, false, true);

        if (reason == null) {
            assertThat(checks.ofLinking(List.of(fresh("acme", name)))).isEmpty();
        } else {
            assertThat(reason(fresh("acme", name))).contains(reason);
        }
    }

    @Test
    void aSecondCopyOfACompanyThatCanBeLinkedIsMadeOnlyIfThatOneWasSeen() {
        known.company("c7", "Chester Road Motors Ltd", Type.CUSTOMER, false, true);
        known.company("c8", "Chester Road Motors GmbH", Type.CUSTOMER, false, true);
        var name = new CompanyName("Chester Road Motors");

        var refusal = checks.ofLinking(List.of(fresh("acme", name.text()))).getFirst();

        assertThat(refusal.reason())
                .isEqualTo("The company Chester Road Motors GmbH has a similar name (95 % match) and can be linked."
                        + " Choose it, or confirm that you need another company.");
        assertThat(refusal.similar()).extracting(Twin::companyId).containsExactly("c8", "c7");
        assertThat(checks.ofLinking(List.of(new LinkRequest("acme", null, name, Set.of("c7")))))
                .singleElement()
                .satisfies(left ->
                        assertThat(left.similar()).extracting(Twin::companyId).containsExactly("c8"));
        assertThat(checks.ofLinking(List.of(new LinkRequest("acme", null, name, Set.of("c7", "c8")))))
                .isEmpty();
    }

    @Test
    void aCompanyThatTheSameRequestLinksIsNoTwin() {
        known.company("c7", "Chester Road Motors Ltd", Type.CUSTOMER, false, true);

        assertThat(checks.ofLinking(List.of(fresh("acme", "Chester Road Motors"), existing("bolt", "c7"))))
                .isEmpty();
    }

    @Test
    void fortyEmojiAreTooLong() {
        assertThat(reason(fresh("acme", "🙂".repeat(40)))).contains("longer than 64 characters");
    }

    @Test
    void theTwoWaysToWriteAnAccentAreOneName() {
        assertThat(checks.ofLinking(List.of(fresh("acme", "Caf\u00E9"), fresh("bolt", "Cafe\u0301"))))
                .containsExactly(new LinkRefusal(
                        "bolt",
                        "Acme gets the same company name in this request. Company names are unique in GravityZone."));
    }

    @Test
    void aNameThatIsBeingCreatedIsTaken() {
        known.links.put("bolt", new Link("bolt", "Bolt", 1, true, null, "Newco", null, false, null));

        assertThat(reason(fresh("acme", "newco"))).contains("is being created for Bolt");
    }

    @Test
    void oneRequestGivesNothingAwayTwice() {
        assertThat(checks.ofLinking(List.of(existing("acme", "c1"), existing("bolt", "c1"))))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("chosen for Acme"));
        assertThat(checks.ofLinking(List.of(fresh("acme", "Same"), fresh("bolt", "same"))))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("Acme gets the same company name"));
        assertThat(checks.ofLinking(List.of(fresh("acme", "One"), fresh("acme", "Two"))))
                .containsExactly(new LinkRefusal("acme", "The site occurs twice in this request. List it once."));
    }

    @Test
    void aRequestNamesACompanyOneWayOnly() {
        assertThat(reason(new LinkRequest("acme", "c1", new CompanyName("Contoso"))))
                .contains("not both");
        assertThat(reason(new LinkRequest("acme", null, null))).contains("not both");
    }

    @Test
    void unlinkingNeedsALink() {
        known.links.put("acme", new Link("acme", "Acme", 1, true, "c1", null, null, false, null));
        known.links.put("bolt", new Link("bolt", "Bolt", 2, false, "c2", null, null, false, null));
        known.links.put("gone", new Link("gone", "Was here", 1, true, "c3", null, null, false, null));

        assertThat(checks.ofUnlinking(List.of("acme", "gone"), false)).isEmpty();
        assertThat(checks.ofUnlinking(List.of("lab", "bolt", "never", "acme", "acme"), false))
                .containsExactly(
                        new LinkRefusal("lab", "The site is not linked to a company."),
                        new LinkRefusal("bolt", "The site is already being unlinked. No action is needed."),
                        new LinkRefusal("never", "The site does not exist."),
                        new LinkRefusal("acme", "The site occurs twice in this request. List it once."));
    }

    @Test
    void aSiteWhoseLinkWasTakenApartCanBeLinkedAgain() {
        known.links.put("acme", new Link("acme", "Acme", 2, false, "old", null, null, false, null));
        known.statuses.put(
                "acme", new LinkStatus("acme", 2, LinkStatus.Phase.REMOVED, null, null, null, null, List.of()));

        assertThat(checks.ofLinking(List.of(existing("acme", "c1")))).isEmpty();
    }

    @Test
    void aLinkThatIsTakenApartInAnotherWayCanBeUnlinked() {
        known.links.put("acme", new Link("acme", "Acme", 2, false, "c1", null, null, false, CompanyAction.DELETE));
        known.links.put("bolt", new Link("bolt", "Bolt", 2, false, "c2", null, null, false, null));

        assertThat(checks.ofUnlinking(List.of("acme"), false)).isEmpty();
        assertThat(checks.ofUnlinking(List.of("bolt"), true)).isEmpty();
        assertThat(checks.ofUnlinking(List.of("bolt"), false)).hasSize(1);
    }

    @Test
    void aPackageIsChangedOnlyWhileItsLinkIsWanted() {
        known.links.put("acme", new Link("acme", "Acme", 1, true, "c1", null, null, false, null));
        known.links.put("bolt", new Link("bolt", "Bolt", 2, false, "c2", null, null, false, null));

        assertThat(checks.ofApplying(List.of("acme"))).isEmpty();
        assertThat(checks.ofApplying(List.of("acme", "bolt", "lab", "never", "acme")))
                .containsExactly(
                        new LinkRefusal("bolt", "The site is being unlinked, so its package is no longer changed."),
                        new LinkRefusal("lab", "The site is not linked to a company."),
                        new LinkRefusal("never", "The site does not exist."),
                        new LinkRefusal("acme", "The site occurs twice in this request. List it once."));
    }

    private String reason(LinkRequest request) {
        return checks.ofLinking(List.of(request)).getFirst().reason();
    }

    private static LinkRequest existing(String siteUid, String companyId) {
        return new LinkRequest(siteUid, companyId, null);
    }

    private static LinkRequest fresh(String siteUid, String name) {
        return new LinkRequest(siteUid, null, new CompanyName(name));
    }
}
