package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.LinkSeen.CompanyState.NAME_TAKEN_ELSEWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.Resolution.Create;
import dev.companion.resolver.domain.Resolution.Ignore;
import dev.companion.resolver.domain.Resolution.Other;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.Ruling.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionDeskTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Set<String> VISIBLE = Set.of("bolt gmbh");

    private final Discrepancy open = SiteReview.of(
                    Facts.wanted(1, "Acme").done(1, NAME_TAKEN_ELSEWHERE).known(), _ -> Optional.empty(), NOW)
            .getFirst();

    @Test
    void createOrdersARetryUnderTheGivenName() {
        var ruling = (Accepted) decide(open, create(" Acme (Oslo) "));

        assertThat(ruling.after().state()).isEqualTo(State.RESOLVING);
        assertThat(ruling.after().attempt())
                .isEqualTo(new Discrepancy.Attempt(Action.CREATE, "ab12", "r-1.retry", null));
        assertThat(ruling.order()).isEqualTo(new RetryOrder("r-1.retry", Facts.SITE, new CompanyName("Acme (Oslo)")));
        assertThat(ruling.note())
                .isEqualTo(new AuditNote(
                        "create company under another name",
                        open.discrepancyId(),
                        "company “Acme”",
                        "company “Acme (Oslo)”",
                        null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "A<B", "A>B"})
    void createNeedsANameThatGravityZoneTakes(String name) {
        assertThat(decide(open, create(name))).isInstanceOf(Refused.class);
        assertThat(decide(open, create("x".repeat(65))))
                .isEqualTo(new Refused("The company name has 65 characters; GravityZone allows 64."));
    }

    @Test
    void createNeedsAnotherName() {
        assertThat(decide(open, create("ACME")))
                .isEqualTo(new Refused("“ACME” is the name that is used in another tenant; choose another."));
    }

    @Test
    void createNeedsANameThatNoVisibleCompanyHas() {
        assertThat(decide(open, create("Bolt GmbH")))
                .isEqualTo(new Refused("A company named “Bolt GmbH” exists; "
                        + "unlink the site and link it to that company instead."));
    }

    @Test
    void ignoreRestsItWithReasonAndEnd() {
        var until = NOW.plus(Duration.ofDays(7));

        var ruling = (Accepted) decide(open, new Ignore("customer decides", until));

        assertThat(ruling.order()).isNull();
        assertThat(ruling.after().state()).isEqualTo(State.SNOOZED);
        assertThat(ruling.after().rest()).isEqualTo(new Discrepancy.Rest("customer decides", until));
        assertThat(ruling.note().why()).isEqualTo("customer decides");
        assertThat(ruling.note().after()).isEqualTo("SNOOZED until 2026-11-28T08:00:00Z");
    }

    @Test
    void aRestMayNotEndInThePast() {
        assertThat(decide(open, new Ignore(null, NOW)))
                .isEqualTo(new Refused("The end of the rest has passed already."));
    }

    @Test
    void whatRestsMayBeRestedAnewOrSettled() {
        var rested = ((Accepted) decide(open, new Ignore("later", null))).after();

        assertThat(decide(rested, new Ignore("much later", null))).isInstanceOf(Accepted.class);
        assertThat(decide(rested, create("Acme (Oslo)"))).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"CREATE", "IGNORE"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsNotOfferedIsRefused(Action action) {
        assertThat(decide(open, new Other(action)))
                .isEqualTo(new Refused("%s does not settle this event; CREATE or IGNORE does.".formatted(action)));
    }

    @Test
    void whatIsUnderWayIsNotTakenTwice() {
        var resolving = ((Accepted) decide(open, create("Acme (Oslo)"))).after();

        assertThat(decide(resolving, create("Acme (Bergen)")))
                .isEqualTo(new Refused("CREATE is under way already, asked for by ab12."));
    }

    @Test
    void whatIsSettledSaysHow() {
        var closed = open.gone("The site is no longer to be linked.", NOW);

        assertThat(decide(closed, create("Acme (Oslo)")))
                .isEqualTo(new Refused("The event is settled already. The site is no longer to be linked."));
    }

    @Test
    void aLinkThatChangedSinceIsSaid() {
        var ruling = ResolutionDesk.decide(
                request(create("Acme (Oslo)")),
                Optional.of(open),
                Facts.wanted(2, "Acme (Bergen)").desired(),
                _ -> false,
                NOW);

        assertThat(ruling)
                .isEqualTo(new Refused("The link of the site was changed since and now wants the company "
                        + "“Acme (Bergen)”. What comes of it is not known yet."));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        var ruling = ResolutionDesk.decide(
                request(create("Acme (Oslo)")), Optional.empty(), Optional.empty(), _ -> false, NOW);

        assertThat(ruling).isEqualTo(new Refused("The event is not known."));
    }

    @Test
    void anOrderLeadsBackToItsRequest() {
        assertThat(ResolutionRequest.requestOf(request(create("x")).orderId())).contains("r-1");
        assertThat(ResolutionRequest.requestOf("r-1")).isEmpty();
    }

    private static Ruling decide(Discrepancy discrepancy, Resolution resolution) {
        return ResolutionDesk.decide(
                request(resolution),
                Optional.of(discrepancy),
                Facts.wanted(1, "Acme").desired(),
                name -> VISIBLE.contains(name.key()),
                NOW);
    }

    private static ResolutionRequest request(Resolution resolution) {
        return new ResolutionRequest(Facts.TENANT, "r-1", "ab12", "d-1", resolution);
    }

    private static Resolution create(String name) {
        return new Create(new CompanyName(name));
    }
}
