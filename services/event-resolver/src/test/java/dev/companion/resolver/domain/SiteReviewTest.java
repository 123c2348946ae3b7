package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.LinkSeen.CompanyState.NAME_TAKEN_ELSEWHERE;
import static dev.companion.resolver.domain.LinkSeen.CompanyState.READY;
import static dev.companion.resolver.domain.LinkSeen.CompanyState.REFUSED_OTHERWISE;
import static dev.companion.resolver.domain.LinkSeen.CompanyState.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.Discrepancy.Closing;
import dev.companion.resolver.domain.Discrepancy.Rest;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteReviewTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Facts TAKEN = Facts.wanted(1, "Acme").done(1, NAME_TAKEN_ELSEWHERE);

    private final Map<String, Discrepancy> known = new HashMap<>();

    @Test
    void aNameThatIsTakenElsewhereOpensADestinationCreation() {
        var opened = look(TAKEN).getFirst();

        assertThat(opened.discrepancyId())
                .isEqualTo(Discrepancy.idOf(Facts.TENANT, DiscrepancyType.DESTINATION_CREATION, Facts.SITE));
        assertThat(opened.state()).isEqualTo(State.OPEN);
        assertThat(opened.openedAt()).isEqualTo(NOW);
        assertThat(opened.finding().summary())
                .isEqualTo("The company “Acme” for the site “Acme Oslo” cannot be created: its name is used in "
                        + "another GravityZone tenant.");
        assertThat(opened.finding().actions()).containsExactly(Action.CREATE, Action.IGNORE);
    }

    @Test
    void idsTellTenantsAndSitesApartAndNeverChange() {
        var id = Discrepancy.idOf("acct-1", DiscrepancyType.DESTINATION_CREATION, "site-1");

        assertThat(id).isEqualTo("e66c508a-81e8-3100-93dd-d1d2f93ce9d5");
        assertThat(Discrepancy.idOf("acct-2", DiscrepancyType.DESTINATION_CREATION, "site-1"))
                .isNotEqualTo(id);
        assertThat(Discrepancy.idOf("acct-1", DiscrepancyType.DESTINATION_CREATION, "site-2"))
                .isNotEqualTo(id);
    }

    @Test
    void lookingTwiceChangesNothing() {
        look(TAKEN);

        assertThat(look(TAKEN)).isEmpty();
    }

    @Test
    void aHealthySiteHasNone() {
        assertThat(look(Facts.wanted(1, "Acme").done(1, READY))).isEmpty();
        assertThat(look(Facts.wanted(1, "Acme"))).isEmpty();
        assertThat(look(Facts.none())).isEmpty();
    }

    @Test
    void aStatusOfAnEarlierGenerationOpensNothing() {
        assertThat(look(Facts.wanted(2, "Other").done(1, NAME_TAKEN_ELSEWHERE))).isEmpty();
    }

    @Test
    void aStatusThatOvertookItsLinkOpensNothingUntilTheLinkIsHere() {
        assertThat(look(Facts.wanted(1, "Acme").done(2, NAME_TAKEN_ELSEWHERE))).isEmpty();
        assertThat(look(Facts.wanted(2, "Acme").done(2, NAME_TAKEN_ELSEWHERE))).hasSize(1);
    }

    @Test
    void whileNobodyCanSayItStays() {
        look(TAKEN);

        assertThat(look(Facts.wanted(1, "Acme").done(1, UNDECIDED))).isEmpty();
        assertThat(look(Facts.wanted(2, "Other").done(1, NAME_TAKEN_ELSEWHERE))).isEmpty();
    }

    @Test
    void itClosesByItselfWhenTheCompanyExists() {
        look(TAKEN);

        assertThat(look(Facts.wanted(1, "Acme").done(1, READY)))
                .singleElement()
                .satisfies(closed -> assertThat(closed.state()).isEqualTo(State.CLOSED))
                .satisfies(closed -> assertThat(closed.closing())
                        .isEqualTo(new Closing(NOW, "The company “Acme” exists and is in use.")));
    }

    @Test
    void itClosesWhenTheLinkIsTakenApartOrGoneOrLeadsElsewhere() {
        look(TAKEN);
        assertThat(look(Facts.unwanted(2))).singleElement().satisfies(this::isClosed);

        known.clear();
        look(TAKEN);
        assertThat(look(Facts.none())).singleElement().satisfies(this::isClosed);

        known.clear();
        look(TAKEN);
        assertThat(look(Facts.linkedTo(2, "c-1"))).singleElement().satisfies(this::isClosed);

        known.clear();
        look(TAKEN);
        assertThat(look(Facts.wanted(2, "Other").done(2, REFUSED_OTHERWISE)))
                .singleElement()
                .satisfies(this::isClosed);
    }

    @Test
    void whatComesBackIsTheSameDiscrepancyOpenedAnew() {
        var first = look(TAKEN).getFirst();
        look(Facts.unwanted(2));

        var again = look(Facts.wanted(3, "Acme").done(3, NAME_TAKEN_ELSEWHERE)).getFirst();

        assertThat(again.discrepancyId()).isEqualTo(first.discrepancyId());
        assertThat(again.state()).isEqualTo(State.OPEN);
        assertThat(again.closing()).isNull();
        assertThat(again.sequence()).isEqualTo(3);
    }

    @Test
    void whatIsBeingResolvedWaitsForTheNewGeneration() {
        ordered();

        assertThat(look(TAKEN)).isEmpty();
        assertThat(look(Facts.wanted(2, "Other").done(1, NAME_TAKEN_ELSEWHERE))).isEmpty();
        assertThat(look(Facts.wanted(2, "Other").done(2, UNDECIDED))).isEmpty();
        assertThat(look(Facts.wanted(2, "Other").done(2, READY)).getFirst()).satisfies(closed -> {
            assertThat(closed.state()).isEqualTo(State.CLOSED);
            assertThat(closed.attempt().result()).isEqualTo("The company “Other” exists and is in use.");
        });
    }

    @Test
    void aNameThatIsTakenAsWellOpensItAgainAndSaysSo() {
        ordered();

        var again = look(Facts.wanted(2, "Other").done(2, NAME_TAKEN_ELSEWHERE)).getFirst();

        assertThat(again.state()).isEqualTo(State.OPEN);
        assertThat(again.finding().companyName()).isEqualTo("Other");
        assertThat(again.attempt().result()).startsWith("It was tried, and it did not help: The company “Other”");
        assertThat(again.attempt().orderId()).isNull();
    }

    @Test
    void aRefusedOrderOpensItAgainOnce() {
        var refused = ordered().orderRefused("r-1.retry", "The site is being unlinked.");

        assertThat(refused.state()).isEqualTo(State.OPEN);
        assertThat(refused.attempt().result()).isEqualTo("The site is being unlinked.");
        assertThat(refused.orderRefused("r-1.retry", "The site is being unlinked."))
                .isSameAs(refused);
    }

    @Test
    void theRefusalOfAnotherOrderSaysNothing() {
        var resolving = ordered();

        assertThat(resolving.orderRefused("r-0.retry", "No.")).isSameAs(resolving);
    }

    @Test
    void aRestEndsWhenTheFactsChange() {
        rested(null);

        assertThat(look(TAKEN)).isEmpty();
        assertThat(look(Facts.wanted(2, "Other").done(2, NAME_TAKEN_ELSEWHERE)).getFirst())
                .satisfies(again -> assertThat(again.state()).isEqualTo(State.OPEN))
                .satisfies(again -> assertThat(again.rest()).isNull());
    }

    @Test
    void aRestEndsAtItsTimeAndNotBefore() {
        var rested = rested(NOW.plus(Duration.ofDays(1)));

        assertThat(rested.restEndedBy(NOW.plus(Duration.ofHours(23)))).isSameAs(rested);
        assertThat(rested.restEndedBy(NOW.plus(Duration.ofDays(1))).state()).isEqualTo(State.OPEN);
    }

    @Test
    void aRestWithoutAnEndDoesNotEndByTime() {
        var rested = rested(null);

        assertThat(rested.restEndedBy(NOW.plus(Duration.ofDays(10_000)))).isSameAs(rested);
    }

    private Discrepancy ordered() {
        return keep(look(TAKEN)
                .getFirst()
                .ordered(Action.CREATE, "ab12", "r-1.retry")
                .orElseThrow());
    }

    private Discrepancy rested(Instant until) {
        return keep(
                look(TAKEN).getFirst().rested(new Rest("later", until), "ab12").orElseThrow());
    }

    private List<Discrepancy> look(Facts facts) {
        var changed = SiteReview.of(facts.known(), id -> Optional.ofNullable(known.get(id)), NOW);
        changed.forEach(this::keep);
        return changed;
    }

    private Discrepancy keep(Discrepancy discrepancy) {
        known.put(discrepancy.discrepancyId(), discrepancy);
        return discrepancy;
    }

    private void isClosed(Discrepancy discrepancy) {
        assertThat(discrepancy.state()).isEqualTo(State.CLOSED);
    }
}
