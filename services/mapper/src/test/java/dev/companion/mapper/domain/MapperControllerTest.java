package dev.companion.mapper.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.decision.Ledger;
import dev.companion.mapper.domain.MapperEmission.AuditNoted;
import dev.companion.mapper.domain.MapperEmission.LinkChanged;
import dev.companion.mapper.domain.MapperEmission.LinkMadeByRule;
import dev.companion.mapper.domain.MapperEmission.RequestDecided;
import dev.companion.mapper.domain.MapperEmission.RequestRepeated;
import dev.companion.mapper.domain.MapperEmission.ResultExpired;
import dev.companion.mapper.domain.MapperEmission.SecretChanged;
import dev.companion.mapper.domain.MapperEmission.SettingsChanged;
import dev.companion.mapper.domain.MapperEmission.SuggestionChanged;
import dev.companion.mapper.domain.MapperInput.ClaimAnswered;
import dev.companion.mapper.domain.MapperInput.CompanyObserved;
import dev.companion.mapper.domain.MapperInput.LinkStatusObserved;
import dev.companion.mapper.domain.MapperInput.RequestReceived;
import dev.companion.mapper.domain.MapperInput.SiteDeleted;
import dev.companion.mapper.domain.MapperInput.SiteObserved;
import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.Body;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.request.Request.SavePolicies;
import dev.companion.mapper.domain.request.Request.SaveRmm;
import dev.companion.mapper.domain.settings.RmmAccess.Grant;
import dev.companion.matching.Suggestion.State;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The controller over a ledger in memory: values in, values out. */
class MapperControllerTest {

    private static final String TENANT = "acct-1";
    private static final Duration RETENTION = Duration.ofDays(40);
    private static final Duration ACT_AFTER = Duration.ofSeconds(30);

    private final Ledger ledger = Ledger.inMemory();
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private MapperController controller = opened();

    @BeforeEach
    void connect() {
        ask(
                "setup-1",
                new SaveGravityZone(
                        "https://gz.example/api", "root-1", "Northwind IT", "gz12", new Credential("AAAA")));
        on(new ClaimAnswered(TENANT, "root-1", ClaimVerdict.HELD, now, "setup-1"));
        ask(
                "setup-2",
                new SaveRmm(
                        "https://rmm.example",
                        Grant.PASSWORD,
                        "rm12",
                        new Credential("AAAA"),
                        new Credential("BBBB"),
                        false));
        site("site-1", "Acme");
        company("c-1", "Acme Ltd");
    }

    @Test
    void aRequestEmitsItsLinksThenItsResultThenItsAuditTrail() {
        assertThat(link("r-1", "site-1", "c-1"))
                .extracting(emission -> emission.getClass().getSimpleName())
                .containsExactly("LinkChanged", "RequestDecided", "AuditNoted");
    }

    @Test
    void savedSettingsAndTheirSecretsAreEmitted() {
        assertThat(ask(
                        "r-1",
                        new SaveGravityZone(
                                "https://gz.example/api", "root-1", "Northwind IT", "gz34", new Credential("CCCC"))))
                .hasExactlyElementsOfTypes(
                        SettingsChanged.class, SecretChanged.class, RequestDecided.class, AuditNoted.class);
    }

    @Test
    void aRepeatedRequestChangesNothing() {
        link("r-1", "site-1", "c-1");

        assertThat(link("r-1", "site-1", "c-1")).containsExactly(new RequestRepeated("TEST"));
    }

    @Test
    void anotherControllerOverTheSameLedgerKnowsWhatWasDecided() {
        site("site-2", "Bolt");
        link("r-1", "site-1", "c-1");

        controller = opened();

        assertThat(link("r-1", "site-1", "c-1")).containsExactly(new RequestRepeated("TEST"));
        assertThat(link("r-2", "site-2", "c-1"))
                .singleElement()
                .isInstanceOfSatisfying(
                        RequestDecided.class,
                        decided -> assertThat(decided.result().message())
                                .isEqualTo("The company is already linked to the site “Acme”."));
    }

    @Test
    void aDecisionThatIsDiscardedLeavesNothingBehind() {
        controller.on(request("r-1", new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null)))), now);
        ledger.discard();
        controller = opened();

        assertThat(link("r-1", "site-1", "c-1")).hasAtLeastOneElementOfType(LinkChanged.class);
    }

    @Test
    void aDeletedSiteKeepsItsLink() {
        link("r-1", "site-1", "c-1");

        assertThat(on(new SiteDeleted(TENANT, "site-1"))).isEmpty();

        assertThat(ask("r-2", new DeleteLinks(List.of("site-1"), false)))
                .first()
                .isInstanceOfSatisfying(
                        LinkChanged.class,
                        changed -> assertThat(changed.link().wanted()).isEqualTo(Wanted.ABSENT));
    }

    @Test
    void aStatusOfARemovedLinkEndsItAndFreesItsCompany() {
        link("r-1", "site-1", "c-1");
        assertThat(status(1, false)).isEmpty();
        ask("r-2", new DeleteLinks(List.of("site-1"), false));

        assertThat(status(2, true)).hasExactlyElementsOfTypes(LinkChanged.class, AuditNoted.class);

        assertThat(status(2, true)).isEmpty();
        site("site-2", "Bolt");
        assertThat(link("r-3", "site-2", "c-1")).hasAtLeastOneElementOfType(LinkChanged.class);
    }

    @Test
    void resultsExpireAfterTheirRetentionAndNotBefore() {
        passes(RETENTION.minusHours(1));
        assertThat(tick()).doesNotHaveAnyElementsOfTypes(ResultExpired.class);

        passes(Duration.ofHours(2));
        assertThat(tick()).contains(new ResultExpired(TENANT + "|setup-1"), new ResultExpired(TENANT + "|setup-2"));
    }

    @Test
    void aSuggestionComesFromTheTimerAndOnlyOnce() {
        assertThat(tick()).isEmpty();

        assertThat(run(Duration.ofSeconds(5)))
                .singleElement()
                .isInstanceOfSatisfying(
                        SuggestionChanged.class,
                        changed -> assertThat(changed.suggestion().state()).isEqualTo(State.SUGGESTED));
        assertThat(run(Duration.ofSeconds(5))).isEmpty();
        assertThat(controller.nextDue(now))
                .hasValueSatisfying(due -> assertThat(due).isAfter(now.plus(Duration.ofMinutes(30))));
    }

    @Test
    void aRuleLinksAnExactMatchOnceTheListsAreQuiet() {
        ask("r-1", new SavePolicies(List.of(), PolicyLevel.ACT));
        run(ACT_AFTER.minusSeconds(5));

        assertThat(run(Duration.ofSeconds(10)))
                .hasExactlyElementsOfTypes(
                        LinkChanged.class, AuditNoted.class, LinkMadeByRule.class, SuggestionChanged.class);
    }

    @Test
    void aCompanyWhoseDetailsAreReadDoesNotDisturbTheQuiet() {
        ask("r-1", new SavePolicies(List.of(), PolicyLevel.ACT));
        run(ACT_AFTER.minusSeconds(5));
        on(new CompanyObserved(
                TENANT, "c-1", new ObservedCompany("c-1", "Acme Ltd", true, false, false, null, "root-1", false)));

        assertThat(run(Duration.ofSeconds(10))).hasAtLeastOneElementOfType(LinkMadeByRule.class);
    }

    @Test
    void tenantsOfOneTaskDoNotSeeEachOther() {
        var foreign = new Request(
                "acct-2",
                "Other",
                "r-1",
                "ab12",
                now,
                new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));

        assertThat(on(new RequestReceived(foreign, "TEST")))
                .singleElement()
                .isInstanceOfSatisfying(
                        RequestDecided.class,
                        decided -> assertThat(decided.result().accepted()).isFalse());
    }

    private MapperController opened() {
        var fresh = new MapperController(ledger, RETENTION, ACT_AFTER);
        assertThat(fresh.open(now)).isEmpty();
        return fresh;
    }

    private List<MapperEmission> on(MapperInput input) {
        var emissions = controller.on(input, now);
        ledger.commit();
        return emissions;
    }

    private List<MapperEmission> tick() {
        var emissions = controller.tick(now);
        ledger.commit();
        return emissions;
    }

    private List<MapperEmission> run(Duration time) {
        var end = now.plus(time);
        var emissions = new ArrayList<MapperEmission>();
        for (var due = controller.nextDue(now); due.isPresent() && !due.get().isAfter(end); ) {
            now = due.get().isAfter(now) ? due.get() : now.plusMillis(1);
            emissions.addAll(tick());
            due = controller.nextDue(now);
        }
        now = end;
        return emissions;
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    private List<MapperEmission> ask(String requestId, Body body) {
        return on(request(requestId, body));
    }

    private MapperInput request(String requestId, Body body) {
        return new RequestReceived(new Request(TENANT, "Northwind IT", requestId, "ab12", now, body), "TEST");
    }

    private List<MapperEmission> link(String requestId, String siteUid, String companyId) {
        return ask(requestId, new CreateLinks(List.of(new LinkRequest(siteUid, companyId, null))));
    }

    private List<MapperEmission> status(long generation, boolean removed) {
        return on(new LinkStatusObserved(TENANT, "site-1", new LinkStatus(generation, removed, "c-1", true, true)));
    }

    private void site(String siteUid, String name) {
        on(new SiteObserved(TENANT, siteUid, new ObservedSite(siteUid, name, true)));
    }

    private void company(String companyId, String name) {
        on(new CompanyObserved(
                TENANT, companyId, new ObservedCompany(companyId, name, true, false, false, null, null, false)));
    }
}
