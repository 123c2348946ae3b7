package dev.companion.console.domain.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.site.Company.Type;
import dev.companion.console.domain.site.LinkStatus.Phase;
import dev.companion.vocabulary.CompanyAction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompanyChecksTest {

    private final Known known = new Known();
    private final CompanyChecks checks = new CompanyChecks(known);

    CompanyChecksTest() {
        known.site("acme", "Acme", Site.Scope.MANAGED);
        known.company("c1", "Contoso", Type.CUSTOMER, false, true);
        known.company("c2", "Bolt", Type.CUSTOMER, false, true);
        known.company("partner", "Reseller", Type.PARTNER, false, true);
        link(true);
        inUse("c1");
    }

    @Test
    void theCompanyOfALinkedSiteCanBeDecidedAbout() {
        assertThat(checks.objection(CompanyOrder.of(CompanyAction.SUSPEND, "c1")))
                .isEmpty();
        assertThat(checks.objection(CompanyOrder.move("c1", "partner"))).isEmpty();
        assertThat(checks.objection(CompanyOrder.delete("c1", "Contoso", 0))).isEmpty();
    }

    @Test
    void noOtherCompanyIs() {
        assertThat(checks.objection(CompanyAction.SUSPEND, "c2"))
                .contains("Bolt is not linked to a site. Only companies of linked sites can be changed here.");
        assertThat(checks.objection(CompanyAction.DELETE, "nope"))
                .hasValueSatisfying(why -> assertThat(why).contains("cannot see it"));
        inUse("c9");
        assertThat(why(CompanyAction.DELETE)).contains("still being linked to Acme");
        known.statuses.clear();
        assertThat(why(CompanyAction.DELETE)).contains("still being linked to Acme");
        link(false);
        inUse("c1");
        assertThat(why(CompanyAction.MOVE)).isEqualTo("Contoso is being unlinked from Acme. Wait until that is done.");
    }

    @Test
    void aDeletionThatWasRefusedCanBeDecidedAnew() {
        link(false);

        assertThat(checks.objection(CompanyOrder.delete("c1", "Contoso", 14))).isEmpty();
    }

    @Test
    void whatMayBeOldRefusesNothing() {
        known.company("c1", "Contoso", Type.CUSTOMER, true, true);

        assertThat(checks.objection(CompanyAction.SUSPEND, "c1")).isEmpty();
        assertThat(checks.objection(CompanyAction.ACTIVATE, "c1")).isEmpty();
        assertThat(checks.objection(CompanyAction.UNKNOWN, "c1")).isPresent();
    }

    @Test
    void whatWasCarriedOutCountsUntilTheCompanyIsReadAgain() {
        var done = Instant.EPOCH.plusSeconds(60);
        known.suspensions.put("c1", new Suspension("c1", true, done));
        assertThat(checks.suspended(contoso(false, done.minusSeconds(1)))).contains(true);
        assertThat(checks.suspended(contoso(false, done.plusSeconds(1)))).contains(false);
        ordered(CompanyAction.COUNT, Condition.Status.TRUE, done.plusSeconds(2));
        assertThat(checks.suspended(contoso(false, done.minusSeconds(1))))
                .as("whatever was decided since")
                .contains(true);

        known.suspensions.put("c1", new Suspension("c1", false, done));
        assertThat(checks.suspended(contoso(true, Instant.EPOCH))).contains(false);

        known.suspensions.clear();
        ordered(CompanyAction.ACTIVATE, Condition.Status.FALSE, done);
        assertThat(checks.suspended(contoso(true, Instant.EPOCH))).contains(true);
        assertThat(checks.suspended(contoso(null, Instant.EPOCH))).isEmpty();
    }

    @Test
    void aCompanyIsMovedSomewhereElse() {
        known.companies.put(
                "c1", new Company("c1", "Contoso", Type.CUSTOMER, false, true, "root", null, null, Instant.EPOCH));

        assertThat(moved("root")).contains("Contoso is already there.");
        assertThat(moved("c1")).contains("A company cannot be moved under itself.");
        assertThat(moved("c2")).hasValueSatisfying(why -> assertThat(why).startsWith("Bolt is a customer company."));
        assertThat(moved(null)).isPresent();
        assertThat(moved("a-folder-that-is-not-listed")).isEmpty();
    }

    @Test
    void deletingTakesTheNameAsItIsWrittenAndACount() {
        assertThat(deleted("contoso", 0L))
                .hasValueSatisfying(why -> assertThat(why).contains("Type Contoso exactly"));
        assertThat(deleted(null, 0L)).isPresent();
        assertThat(deleted("Contoso", null)).isPresent();
        assertThat(deleted("Contoso", -1L)).isPresent();
        assertThat(deleted("Contoso", 41L)).isEmpty();
    }

    @Test
    void countingWaitsForWorkInProgressAndForNoOtherCount() {
        assertThat(checks.objection(CompanyAction.COUNT, "c1")).isEmpty();
        ordered(CompanyAction.SUSPEND, Condition.Status.FALSE, Instant.EPOCH);
        assertThat(why(CompanyAction.COUNT)).isEqualTo("Work on Acme is in progress. Wait until it is done.");
        ordered(CompanyAction.SUSPEND, Condition.Status.TRUE, Instant.EPOCH);
        assertThat(checks.objection(CompanyAction.COUNT, "c1")).isEmpty();
        ordered(CompanyAction.COUNT, Condition.Status.FALSE, Instant.EPOCH);
        assertThat(checks.objection(CompanyAction.COUNT, "c1")).isEmpty();
        link(true);
        known.statuses.put("acme", new LinkStatus("acme", 1, Phase.WORKING, "c1", null, null, null, List.of()));
        assertThat(why(CompanyAction.COUNT)).isEqualTo("Work on Acme is in progress. Wait until it is done.");
        known.links.put("acme", new Link("acme", "Acme", 2, true, "c1", null, null, false, CompanyAction.MOVE));
        inUse("c1");
        assertThat(why(CompanyAction.COUNT)).isEqualTo("Work on Acme is in progress. Wait until it is done.");
        link(false);
        assertThat(why(CompanyAction.COUNT)).contains("being unlinked");
    }

    @Test
    void countingWaitsForARequestThatIsNotDecided() {
        known.undecided.add("acme");

        assertThat(why(CompanyAction.COUNT)).isEqualTo("A request about Acme is not decided yet. Wait until it is.");
        assertThat(checks.objection(CompanyAction.SUSPEND, "c1")).isEmpty();
        assertThat(checks.objection(CompanyOrder.delete("c1", "Contoso", 0))).isEmpty();
    }

    private Optional<String> moved(String parentId) {
        return checks.objection(new CompanyOrder(CompanyAction.MOVE, "c1", null, parentId, null));
    }

    private Optional<String> deleted(String name, Long endpoints) {
        return checks.objection(new CompanyOrder(CompanyAction.DELETE, "c1", name, null, endpoints));
    }

    private String why(CompanyAction action) {
        return checks.objection(action, "c1").orElseThrow();
    }

    private void link(boolean present) {
        known.links.put("acme", new Link("acme", "Acme", 1, present, "c1", null, null, false, null));
    }

    private void ordered(CompanyAction action, Condition.Status status, Instant since) {
        var order = new Condition(
                Condition.Type.COMPANY_ORDER,
                status,
                status == Condition.Status.TRUE ? Condition.Reason.HOLDS : Condition.Reason.IN_PROGRESS,
                null,
                since);
        known.links.put("acme", new Link("acme", "Acme", 1, true, "c1", null, null, false, action));
        known.statuses.put("acme", new LinkStatus("acme", 1, Phase.READY, "c1", null, null, null, List.of(order)));
    }

    private static Company contoso(Boolean suspended, Instant observedAt) {
        return new Company("c1", "Contoso", Type.CUSTOMER, suspended, true, null, null, null, observedAt);
    }

    private void inUse(String companyId) {
        known.statuses.put("acme", new LinkStatus("acme", 1, Phase.READY, companyId, null, null, null, List.of()));
    }
}
