package dev.companion.resolver.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.decision.Ledger;
import dev.companion.resolver.domain.DiscrepancyCounts.Kind;
import dev.companion.resolver.domain.ResolverEmission.AnswerForgotten;
import dev.companion.resolver.domain.ResolverEmission.CommandIssued;
import dev.companion.resolver.domain.ResolverEmission.DecisionAudited;
import dev.companion.resolver.domain.ResolverEmission.DiscrepancyChanged;
import dev.companion.resolver.domain.ResolverEmission.DiscrepancyForgotten;
import dev.companion.resolver.domain.ResolverEmission.RequestAnswered;
import dev.companion.resolver.domain.ResolverEmission.RequestAnswered.Answer;
import dev.companion.resolver.domain.ResolverInput.CommandRefused;
import dev.companion.resolver.domain.ResolverInput.CompanyChanged;
import dev.companion.resolver.domain.ResolverInput.LinkChanged;
import dev.companion.resolver.domain.ResolverInput.LinkStatusChanged;
import dev.companion.resolver.domain.ResolverInput.ResolutionRequested;
import dev.companion.resolver.domain.ResolverInput.ResolutionRequested.Target;
import dev.companion.resolver.domain.ResolverInput.SettingsChanged;
import dev.companion.resolver.domain.ResolverInput.SiteChanged;
import dev.companion.resolver.domain.ResolverInput.VendorHealthChanged;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.facts.ObservedSite;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.resolution.MapperCommand.DeleteLink;
import dev.companion.resolver.domain.resolution.ResolutionRequest;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import dev.companion.resolver.domain.rules.Subject;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscrepancyControllerTest {

    private static final String TENANT = World.TENANT;
    private static final String SITE = World.SITE;
    private static final String ON_DEMAND = new Subject(DiscrepancyType.SITE_OUT_OF_SCOPE, SITE).idIn(TENANT);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Ledger ledger = Ledger.inMemory();
    private Instant now = World.START;
    private DiscrepancyController controller = opened();

    @BeforeEach
    void setUp() {
        setUp(TENANT);
    }

    private void setUp(String tenantId) {
        on(new SettingsChanged(
                tenantId, new TenantSettings(tenantId, "MSP", World.ROOT, true, false, List.of(), List.of()), null));
    }

    @Test
    void whileNothingIsDueOnlyRetentionIs() {
        assertThat(controller.nextDue(now)).contains(World.START.plus(HOUR));

        on(health(TENANT, VendorHealth.State.OK, now));

        assertThat(controller.nextDue(now)).contains(World.START.plus(HOUR));
        assertThat(tickAfter(HOUR)).isEmpty();
        assertThat(controller.nextDue(now)).contains(World.START.plus(HOUR).plus(HOUR));
    }

    @Test
    void aRejectedKeyIsDueWhenItsGracePeriodEndsAndNotAgain() {
        assertThat(on(health(TENANT, VendorHealth.State.CREDENTIALS_REJECTED, now)))
                .isEmpty();
        assertThat(controller.nextDue(now)).contains(World.START.plusSeconds(15));

        assertThat(tickAfter(Duration.ofSeconds(15)))
                .singleElement()
                .isInstanceOfSatisfying(DiscrepancyChanged.class, changed -> {
                    assertThat(changed.before()).isNull();
                    assertThat(changed.after().state()).isEqualTo(State.OPEN);
                    assertThat(changed.cause()).isNull();
                });
        assertThat(controller.nextDue(now)).contains(World.START.plus(HOUR));
    }

    @Test
    void whatIsNoLongerDueChangesNothing() {
        on(health(TENANT, VendorHealth.State.CREDENTIALS_REJECTED, now));
        on(health(TENANT, VendorHealth.State.OK, now));

        assertThat(tickAfter(Duration.ofSeconds(15))).isEmpty();
        assertThat(controller.nextDue(now)).contains(World.START.plus(HOUR));
    }

    @Test
    void whatIsDueAndWhatIsCountedIsRebuiltWhenOpened() {
        onDemand();
        on(health(TENANT, VendorHealth.State.CREDENTIALS_REJECTED, now));

        controller = opened();

        assertThat(controller.nextDue(now)).contains(World.START.plusSeconds(15));
        assertThat(controller.counts().of(new Kind(DiscrepancyType.SITE_OUT_OF_SCOPE, State.OPEN)))
                .isEqualTo(1);
        on(site("Acme Oslo", true));
        assertThat(controller.counts().of(new Kind(DiscrepancyType.SITE_OUT_OF_SCOPE, State.OPEN)))
                .isZero();
    }

    @Test
    void aTickThatThrowsCanBeTakenAgain() {
        setUp("acct-2");
        on(health(TENANT, VendorHealth.State.CREDENTIALS_REJECTED, now));
        on(health("acct-2", VendorHealth.State.CREDENTIALS_REJECTED, now));
        ledger.table(ResolverTables.HEALTH).put("acct-2|poller", rejectedSince(null));
        ledger.commit();
        now = now.plusSeconds(15);

        assertThatThrownBy(() -> controller.tick(now)).isInstanceOf(NullPointerException.class);
        ledger.discard();
        controller = opened();

        assertThat(controller.nextDue(now)).contains(World.START.plusSeconds(15));
        ledger.table(ResolverTables.HEALTH).put("acct-2|poller", rejectedSince(World.START));
        assertThat(tickAfter(Duration.ZERO))
                .extracting(ResolverEmission::tenantId)
                .containsExactly(TENANT, "acct-2");
    }

    @Test
    void aRequestThatThrowsIsNotAnsweredAndCanBeDecidedAgain() {
        onDemand();
        var broken = new ResolutionRequested(
                TENANT, "r-1", Arrays.asList(target(ON_DEMAND, ResolutionAction.UNLINK), new Target(ON_DEMAND, null)));

        assertThatThrownBy(() -> controller.on(broken, now)).isInstanceOf(NullPointerException.class);
        ledger.discard();
        controller = opened();

        assertThat(on(requested("r-1", ON_DEMAND)))
                .hasExactlyElementsOfTypes(
                        DiscrepancyChanged.class, CommandIssued.class, DecisionAudited.class, RequestAnswered.class);
    }

    @Test
    void anAcceptedRequestIsCarriedOutAuditedAndAnswered() {
        on(new SettingsChanged(TENANT, settings(List.of()), "t-1"));
        onDemand();

        assertThat(on(requested("r-1", ON_DEMAND)))
                .satisfiesExactly(
                        changed -> {
                            assertThat(((DiscrepancyChanged) changed).before()).isEqualTo(State.OPEN);
                            assertThat(((DiscrepancyChanged) changed).after().state())
                                    .isEqualTo(State.RESOLVING);
                            assertThat(((DiscrepancyChanged) changed).cause()).isEqualTo("r-1");
                        },
                        issued -> {
                            assertThat(((CommandIssued) issued).command()).isEqualTo(new DeleteLink(SITE));
                            assertThat(((CommandIssued) issued).tenantName()).isEqualTo("Northwind IT");
                            assertThat(((CommandIssued) issued).cause()).isEqualTo("r-1");
                        },
                        audited -> assertThat(((DecisionAudited) audited).note().action())
                                .isEqualTo("resolve event"),
                        answered -> assertThat(answered)
                                .isEqualTo(new RequestAnswered(
                                        TENANT, "r-1", List.of(new Answer(ON_DEMAND, SITE, null)))));
    }

    @Test
    void aRepeatOfARequestDoesNothing() {
        onDemand();
        on(requested("r-1", ON_DEMAND));

        assertThat(on(requested("r-1", ON_DEMAND))).isEmpty();
        controller = opened();
        assertThat(on(requested("r-1", ON_DEMAND))).isEmpty();
    }

    @Test
    void aRequestWithoutTargetsIsAnsweredAndChangesNothing() {
        assertThat(on(new ResolutionRequested(TENANT, "r-1", List.of())))
                .containsExactly(new RequestAnswered(TENANT, "r-1", List.of()));
    }

    @Test
    void anUnknownDiscrepancyIsRefusedAndTheOthersAreDecided() {
        onDemand();
        var targets = List.of(target("unknown", ResolutionAction.UNLINK), target(ON_DEMAND, ResolutionAction.UNLINK));

        assertThat(on(new ResolutionRequested(TENANT, "r-1", targets)))
                .last()
                .isEqualTo(new RequestAnswered(
                        TENANT,
                        "r-1",
                        List.of(
                                new Answer("unknown", null, "The event is not known."),
                                new Answer(ON_DEMAND, SITE, null))));
    }

    @Test
    void aCommandThatTheMapperRefusesOpensItsDiscrepancyAgainOnce() {
        onDemand();
        on(requested("r-1", ON_DEMAND));

        assertThat(on(new CommandRefused(TENANT, "r-1.order-1", "No.")))
                .singleElement()
                .isInstanceOfSatisfying(DiscrepancyChanged.class, changed -> {
                    assertThat(changed.after().state()).isEqualTo(State.OPEN);
                    assertThat(changed.after().attempt().result()).isEqualTo("No.");
                    assertThat(changed.cause()).isEqualTo("r-1.order-1");
                });
        assertThat(on(new CommandRefused(TENANT, "r-1.order-1", "No."))).isEmpty();
        assertThat(on(new CommandRefused(TENANT, "another", "No."))).isEmpty();
    }

    @Test
    void aPolicyActsAndWaitsForItsAction() {
        on(new SettingsChanged(
                TENANT,
                settings(List.of(new TenantSettings.Policy(DiscrepancyType.SITE_OUT_OF_SCOPE, PolicyLevel.ACT))),
                "t-1"));
        ready();

        assertThat(on(site("Acme Oslo", false)))
                .hasExactlyElementsOfTypes(
                        DiscrepancyChanged.class, DiscrepancyChanged.class, CommandIssued.class, DecisionAudited.class);
        assertThat(controller.nextDue(now)).contains(now.plus(Duration.ofMinutes(20)));
        assertThat(tickAfter(Duration.ofMinutes(20)))
                .singleElement()
                .isInstanceOfSatisfying(
                        DiscrepancyChanged.class,
                        changed -> assertThat(changed.after().state()).isEqualTo(State.OPEN));
    }

    @Test
    void settingsThatAreTheSameAreNotReviewed() {
        on(new SettingsChanged(TENANT, settings(List.of()), "t-1"));
        on(health(TENANT, VendorHealth.State.CREDENTIALS_REJECTED, now));
        now = now.plusSeconds(15);

        assertThat(on(new SettingsChanged(TENANT, settings(List.of()), "t-2"))).isEmpty();
    }

    @Test
    void aCompanyIsReviewedForTheSitesThatUseItOrDesireItsName() {
        on(site("Acme Oslo", true));
        on(new LinkChanged(TENANT, SITE, link(), "l-1"));
        on(new LinkStatusChanged(
                TENANT,
                SITE,
                new LinkStatus(
                        1,
                        Phase.ATTENTION,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(World.fails(Aspect.COMPANY, Reason.NAME_EXISTS_HERE))),
                "s-1"));

        assertThat(on(company("c-9", "ACME  OSLO"))).as("the same name").hasSize(1);
        assertThat(on(company("c-9", "Bolt"))).as("no longer the same name").hasSize(1);
        assertThat(on(company("c-9", "Dent"))).as("concerns no site").isEmpty();
    }

    @Test
    void aDeletedSiteIsKeptWhileItIsLinked() {
        ready();

        assertThat(on(new SiteChanged(TENANT, SITE, null, "gone"))).hasSize(1);
        assertThat(ledger.table(ResolverTables.SITES).get(TENANT + "|" + SITE))
                .isEqualTo(new ObservedSite("Acme Oslo", true, true));
        on(new LinkChanged(TENANT, SITE, null, "unlinked"));
        assertThat(ledger.table(ResolverTables.SITES).get(TENANT + "|" + SITE)).isNull();
    }

    @Test
    void oneTickReviewsABoundedNumberAndTheNextTheRest() {
        for (var tenant = 0; tenant <= 1_000; tenant++) {
            setUp("acct-%04d".formatted(tenant));
            on(health("acct-%04d".formatted(tenant), VendorHealth.State.CREDENTIALS_REJECTED, now));
        }

        assertThat(tickAfter(Duration.ofSeconds(15))).hasSize(1_000);
        assertThat(controller.nextDue(now)).contains(World.START.plusSeconds(15));
        assertThat(tickAfter(Duration.ZERO)).hasSize(1);
    }

    @Test
    void oldDiscrepanciesAndAnswersAreForgotten() {
        onDemand();
        on(requested("r-1", ON_DEMAND));
        on(new LinkChanged(TENANT, SITE, null, "unlinked"));

        assertThat(tickAfter(Duration.ofDays(30).plus(HOUR)))
                .containsExactly(new DiscrepancyForgotten(TENANT, ON_DEMAND));
        assertThat(tickAfter(Duration.ofDays(10))).containsExactly(new AnswerForgotten(TENANT, "r-1"));
        assertThat(on(new CommandRefused(TENANT, "r-1.order-1", "No."))).isEmpty();
    }

    private DiscrepancyController opened() {
        var fresh = new DiscrepancyController(
                ledger,
                new DiscrepancyDetector(GracePeriods.DEFAULT),
                new RetentionPeriods(Duration.ofDays(30), Duration.ofDays(40)));
        assertThat(fresh.open(now)).isEmpty();
        return fresh;
    }

    private List<ResolverEmission> on(ResolverInput input) {
        var emissions = controller.on(input, now);
        ledger.commit();
        return emissions;
    }

    private List<ResolverEmission> tickAfter(Duration time) {
        now = now.plus(time);
        var emissions = controller.tick(now);
        ledger.commit();
        return emissions;
    }

    private void ready() {
        on(site("Acme Oslo", true));
        on(company(World.ACME, "Acme Oslo"));
        on(new LinkChanged(TENANT, SITE, link(), "l-1"));
        on(new LinkStatusChanged(
                TENANT,
                SITE,
                new LinkStatus(
                        1,
                        Phase.READY,
                        World.ACME,
                        "Acme Oslo",
                        null,
                        null,
                        null,
                        List.of(World.holds(Aspect.COMPANY))),
                "s-1"));
    }

    private void onDemand() {
        ready();
        assertThat(on(site("Acme Oslo", false))).hasSize(1);
    }

    private static SiteChanged site(String name, boolean managed) {
        return new SiteChanged(TENANT, SITE, new ObservedSite(name, managed, false), "site");
    }

    private CompanyChanged company(String id, String name) {
        return new CompanyChanged(
                TENANT, id, new ObservedCompany(id, name, true, World.ROOT, World.ROOT, false, null, now), "company");
    }

    private static LinkSpec link() {
        return new LinkSpec(SITE, "Acme Oslo", 1, true, null, "Acme Oslo", "companion-acme", "r-0", null);
    }

    private static TenantSettings settings(List<TenantSettings.Policy> policies) {
        return new TenantSettings(TENANT, "Northwind IT", World.ROOT, true, false, policies, List.of());
    }

    private static VendorHealthChanged health(String tenantId, VendorHealth.State state, Instant since) {
        return new VendorHealthChanged(
                tenantId,
                "poller",
                new VendorHealth("poller", Vendor.GRAVITYZONE, state, null, null, since, null, null),
                "health");
    }

    private static VendorHealth rejectedSince(Instant since) {
        return new VendorHealth(
                "poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED, null, null, since, null, null);
    }

    private static ResolutionRequested requested(String requestId, String discrepancyId) {
        return new ResolutionRequested(TENANT, requestId, List.of(target(discrepancyId, ResolutionAction.UNLINK)));
    }

    private static Target target(String discrepancyId, ResolutionAction action) {
        return new Target(
                discrepancyId,
                new ResolutionRequest("ab12", "r-1.order-1", action, null, null, null, null, null, null, false));
    }
}
