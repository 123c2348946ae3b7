package dev.companion.mapper.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.decision.Ledger;
import dev.companion.mapper.domain.MapperEmission.ClaimStated;
import dev.companion.mapper.domain.MapperEmission.RequestDecided;
import dev.companion.mapper.domain.MapperEmission.RequestRepeated;
import dev.companion.mapper.domain.MapperEmission.SettingsChanged;
import dev.companion.mapper.domain.MapperInput.ClaimAnswered;
import dev.companion.mapper.domain.MapperInput.CompanyDeleted;
import dev.companion.mapper.domain.MapperInput.CompanyObserved;
import dev.companion.mapper.domain.MapperInput.ErasureReported;
import dev.companion.mapper.domain.MapperInput.RequestReceived;
import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.claim.Statement;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.ResetTenant;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.mapper.domain.state.MapperState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A save waits for the answer to its claim, and saves of one tenant are decided in order (invariant 17). */
class TenantClaimsTest {

    private static final String TENANT = "acct-1";
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final Ledger ledger = Ledger.inMemory();
    private final Map<String, String> asked = new HashMap<>();
    private MapperController controller = opened();

    @Test
    void aSaveIsDecidedWhenItsRootIsHeldAndNotBefore() {
        assertThat(save("r-1", "root-1"))
                .containsExactly(new ClaimStated(TENANT, "root-1", Statement.CLAIM, null, "r-1"));
        assertThat(save("r-1", "root-1")).containsExactly(new RequestRepeated("TEST"));

        assertThat(results(answer("root-1", ClaimVerdict.HELD))).containsExactly("r-1 accepted");
        assertThat(results(answer("root-1", ClaimVerdict.HELD))).isEmpty();
    }

    @Test
    void aSaveThatWaitsIsDecidedAfterARestart() {
        save("r-1", "root-1");

        controller = new MapperController(ledger, Duration.ofDays(40), Duration.ofSeconds(30));
        asked.clear();
        assertThat(noted(controller.open(NOW)))
                .containsExactly(new ClaimStated(TENANT, "root-1", Statement.CLAIM, null, "r-1"));

        assertThat(results(answer("root-1", ClaimVerdict.HELD))).containsExactly("r-1 accepted");
    }

    @Test
    void savesOfOneTenantAreDecidedInTheOrderOfTheirArrivalWhicheverAnswerComesFirst() {
        save("r-1", "root-1");
        assertThat(save("r-2", "root-2")).as("asked when its turn comes").isEmpty();

        assertThat(results(answer("root-2", ClaimVerdict.HELD))).isEmpty();
        var first = answer("root-1", ClaimVerdict.HELD);
        assertThat(results(first)).containsExactly("r-1 accepted");
        assertThat(stated(first)).containsExactly("CLAIM root-2");
        var second = answer("root-2", ClaimVerdict.HELD);
        assertThat(results(second)).containsExactly("r-2 accepted");
        assertThat(stated(second)).containsExactly("RELEASE root-1");
    }

    @Test
    void anotherKeyOfTheSameRootNeedsNoQuestion() {
        held("root-1");

        assertThat(results(save("r-2", "ROOT-1"))).containsExactly("r-2 accepted");
    }

    @Test
    void aRootThatIsNotWantedAnyMoreIsGivenBack() {
        assertThat(stated(answer("root-7", ClaimVerdict.HELD))).containsExactly("RELEASE root-7");
        assertThat(answer("root-7", ClaimVerdict.TAKEN)).isEmpty();
    }

    @Test
    void aRefusalKeepsWhatWasSavedBefore() {
        held("root-1");
        save("r-2", "root-2");

        assertThat(answer("root-2", ClaimVerdict.TAKEN))
                .singleElement()
                .isInstanceOfSatisfying(
                        RequestDecided.class,
                        decided -> assertThat(decided.result().conflict()).isTrue());
        assertThat(results(save("r-3", "root-1"))).containsExactly("r-3 accepted");
    }

    @Test
    void aSaveThatWaitsIsRefusedWhenTheTenantIsResetAndItsRootIsGivenBack() {
        held("root-1");
        save("r-2", "root-2");

        assertThat(results(on(new ResetTenant("MSP"), "reset-1"))).containsExactly("reset-1 accepted", "r-2 refused");

        assertThat(stated(answer("root-2", ClaimVerdict.HELD))).containsExactly("RELEASE root-2");
        assertThat(stated(controller.open(NOW)))
                .as("nothing is claimed while it is reset")
                .isEmpty();
        for (var service : List.of("poller", "provisioner")) {
            assertThat(on(new ErasureReported(TENANT, service, "reset-1", Map.of())))
                    .isEmpty();
        }
        assertThat(stated(on(new ErasureReported(TENANT, "event-resolver", "reset-1", Map.of()))))
                .containsExactly("RELEASE root-1");
    }

    @Test
    void anIdThatCannotBeClaimedIsRefusedAtOnce() {
        assertThat(results(save("r-1", ""))).containsExactly("r-1 refused");
        assertThat(results(save("r-2", "a|b"))).containsExactly("r-2 refused");
    }

    @Test
    void whatIsRefusedAnywayIsNotClaimed() {
        assertThat(results(on(withoutKey("root-1"), "r-1"))).containsExactly("r-1 refused");
    }

    @Test
    void aPartnerInTheTreeIsSaidWhileTheRootIsHeld() {
        assertThat(company("sub-0", "root-1", false)).as("no root yet").isEmpty();
        save("r-1", "root-1");

        assertThat(stated(answer("root-1", ClaimVerdict.HELD))).containsExactly("SEEN sub-0");
        assertThat(stated(company("SUB-1", "root-1", false))).containsExactly("SEEN sub-1");
        assertThat(stated(company("c-1", "root-1", true))).isEmpty();
        assertThat(stated(company("SUB-1", "root-1", true))).containsExactly("UNSEEN sub-1");
    }

    @Test
    void afterAnotherRootOnlyWhatIsProvablyBelowItIsSaid() {
        held("root-1");
        company("sub-1", "root-1", false);
        company("sub-2", "sub-1", false);
        company("sub-3", "root-1", false);

        save("r-2", "sub-1");

        assertThat(stated(answer("sub-1", ClaimVerdict.HELD)))
                .containsExactlyInAnyOrder(
                        "RELEASE root-1", "UNSEEN sub-1", "UNSEEN sub-2", "UNSEEN sub-3", "SEEN sub-2");
    }

    @Test
    void settingsWithoutGravityZoneReleaseTheRoot() {
        held("root-1");
        var state = new MapperState(ledger);
        state.open();
        state.tenant(TENANT).put(TenantSettings.initial("MSP"));

        var emissions = new TenantClaims(state).settle(TENANT, "r-9");

        assertThat(stated(emissions)).containsExactly("RELEASE root-1");
        assertThat(state.tenant(TENANT).claim().rootId()).isNull();
    }

    @Test
    void aVerdictOnSavedSettingsIsPublishedOnce() {
        held("root-1");

        assertThat(answer("root-1", ClaimVerdict.INSIDE))
                .filteredOn(SettingsChanged.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        SettingsChanged.class,
                        changed -> assertThat(changed.claim()).isEqualTo(ClaimVerdict.INSIDE));
        assertThat(answer("root-1", ClaimVerdict.INSIDE)).isEmpty();
    }

    @Test
    void aPartnerThatIsGoneIsUnsaidAlsoWhileTheRootIsNotHeld() {
        held("root-1");
        company("sub-1", "root-1", false);
        answer("sub-1", ClaimVerdict.SURROUNDS);
        answer("root-1", ClaimVerdict.INSIDE);

        assertThat(stated(on(new CompanyDeleted(TENANT, "sub-1")))).containsExactly("UNSEEN sub-1");
        assertThat(published(answer("root-1", ClaimVerdict.HELD))).containsExactly(ClaimVerdict.HELD);
    }

    @Test
    void aPartnerThatHasLeftTheTreeIsUnsaidAndSaidAgainWhenItIsBack() {
        held("root-1");
        company("sub-1", "root-1", false);

        assertThat(stated(on(new CompanyObserved(TENANT, "sub-1", observed("sub-1", false, "root-1", null, true)))))
                .containsExactly("UNSEEN sub-1");
        assertThat(stated(company("sub-1", "root-1", false))).containsExactly("SEEN sub-1");
    }

    @Test
    void aSaveBehindAWaitingOneIsDecidedOnWhatThatOneSaved() {
        save("r-1", "root-1");

        assertThat(on(withoutKey("root-1"), "r-2")).isEmpty();

        assertThat(results(answer("root-1", ClaimVerdict.HELD))).containsExactly("r-1 accepted", "r-2 accepted");
    }

    @Test
    void aSaveBehindAWaitingOneThatIsRefusedAnywayIsNotClaimed() {
        save("r-1", "root-1");
        assertThat(save("r-2", "a|b")).isEmpty();
        assertThat(on(withoutKey("root-2"), "r-3")).isEmpty();

        var refused = answer("root-1", ClaimVerdict.TAKEN);

        assertThat(results(refused)).containsExactly("r-1 refused", "r-2 refused", "r-3 refused");
        assertThat(stated(refused)).isEmpty();
        assertThat(stated(save("r-4", "root-3"))).containsExactly("CLAIM root-3");
    }

    @Test
    void anAnswerToAnEarlierQuestionDoesNotDecideALaterSave() {
        save("r-1", "root-1");
        answer("root-1", ClaimVerdict.TAKEN);
        save("r-2", "root-1");

        assertThat(on(answered("root-1", ClaimVerdict.TAKEN, "r-1"))).isEmpty();
        assertThat(on(answered("root-1", ClaimVerdict.HELD, "r-1")))
                .as("neither decided nor given back: it is asked for")
                .isEmpty();
        assertThat(on(answered("root-1", ClaimVerdict.INSIDE, null))).isEmpty();

        assertThat(results(answer("root-1", ClaimVerdict.HELD))).containsExactly("r-2 accepted");
    }

    @Test
    void anAnswerFromBeforeTheRootWasReleasedDoesNotDecideItsReturn() {
        held("root-1");
        save("r-2", "root-2");
        answer("root-2", ClaimVerdict.HELD);
        save("r-3", "root-1");

        assertThat(on(answered("root-1", ClaimVerdict.HELD, "claim:root-1"))).isEmpty();

        assertThat(results(answer("root-1", ClaimVerdict.TAKEN))).containsExactly("r-3 refused");
    }

    @Test
    void theTreeIsKnownByCompaniesAndNotByTheirContainers() {
        held("root-1");
        company("sub-1", "box-1", "root-1");
        company("sub-2", "box-2", "sub-1");
        company("sub-3", "box-1", "root-1");

        save("r-2", "sub-1");

        assertThat(stated(answer("sub-1", ClaimVerdict.HELD)))
                .contains("SEEN sub-2")
                .doesNotContain("SEEN sub-3");
    }

    @Test
    void aPartnerWhosePlaceIsKnownLaterIsSaidThen() {
        held("root-1");
        company("sub-1", "box-1", "root-1");
        company("sub-2", "box-2", (String) null);
        save("r-2", "sub-1");
        assertThat(stated(answer("sub-1", ClaimVerdict.HELD))).doesNotContain("SEEN sub-2");

        assertThat(stated(company("sub-2", "box-2", "sub-1"))).containsExactly("SEEN sub-2");
        assertThat(stated(company("sub-1", "box-1", "root-1")))
                .as("the root itself")
                .isEmpty();
    }

    @Test
    void afterARootFurtherOutWhatIsBelowTheFormerOneIsSaidAsSoonAsThatIsObserved() {
        held("sub-1");
        company("sub-2", "box-2", "sub-1");
        company("sub-3", "box-3", "sub-2");
        save("r-2", "root-0");
        assertThat(stated(answer("root-0", ClaimVerdict.HELD)))
                .containsExactlyInAnyOrder("RELEASE sub-1", "UNSEEN sub-2", "UNSEEN sub-3");

        assertThat(stated(company("sub-1", "box-0", "root-0")))
                .containsExactlyInAnyOrder("SEEN sub-1", "SEEN sub-2", "SEEN sub-3");
    }

    private MapperController opened() {
        var fresh = new MapperController(ledger, Duration.ofDays(40), Duration.ofSeconds(30));
        assertThat(fresh.open(NOW)).isEmpty();
        return fresh;
    }

    private void held(String root) {
        save("r-1", root);
        answer(root, ClaimVerdict.HELD);
    }

    private List<MapperEmission> save(String requestId, String root) {
        return on(
                new SaveGravityZone("https://gz.example/api", root, "MSP", "gz12", new Credential("AAAA")), requestId);
    }

    private static SaveGravityZone withoutKey(String root) {
        return new SaveGravityZone("https://gz.example/api", root, "MSP", "gz12", null);
    }

    private List<MapperEmission> on(Request.Body save, String requestId) {
        return on(new RequestReceived(new Request(TENANT, "MSP", requestId, "ab12", NOW, save), "TEST"));
    }

    /** Answers the last claim of the root. */
    private List<MapperEmission> answer(String root, ClaimVerdict verdict) {
        return on(answered(root, verdict, asked.get(root)));
    }

    private static ClaimAnswered answered(String root, ClaimVerdict verdict, @Nullable String causedBy) {
        return new ClaimAnswered(TENANT, root, verdict, verdict == ClaimVerdict.HELD ? NOW : null, causedBy);
    }

    private List<MapperEmission> company(String id, String parent, boolean customer) {
        return on(new CompanyObserved(TENANT, id, observed(id, customer, parent, null, false)));
    }

    /** A partner in a container of another company. */
    private List<MapperEmission> company(String id, String container, @Nullable String parentCompany) {
        return on(new CompanyObserved(TENANT, id, observed(id, false, container, parentCompany, false)));
    }

    private static ObservedCompany observed(
            String id, boolean customer, String parent, @Nullable String parentCompany, boolean unreachable) {
        return new ObservedCompany(id, "Name of " + id, customer, false, false, parent, parentCompany, unreachable);
    }

    private List<MapperEmission> on(MapperInput input) {
        return noted(controller.on(input, NOW));
    }

    private List<MapperEmission> noted(List<MapperEmission> emissions) {
        ledger.commit();
        emissions.stream()
                .filter(ClaimStated.class::isInstance)
                .map(ClaimStated.class::cast)
                .filter(stated -> stated.statement() == Statement.CLAIM)
                .forEach(stated -> asked.put(stated.rootId(), stated.causedBy()));
        return emissions;
    }

    private static List<String> stated(List<MapperEmission> emissions) {
        return emissions.stream()
                .filter(ClaimStated.class::isInstance)
                .map(ClaimStated.class::cast)
                .map(stated -> stated.statement() + " " + stated.rootId())
                .toList();
    }

    private static List<ClaimVerdict> published(List<MapperEmission> emissions) {
        return emissions.stream()
                .filter(SettingsChanged.class::isInstance)
                .map(SettingsChanged.class::cast)
                .map(SettingsChanged::claim)
                .toList();
    }

    private static List<String> results(List<MapperEmission> emissions) {
        return emissions.stream()
                .filter(RequestDecided.class::isInstance)
                .map(RequestDecided.class::cast)
                .map(decided ->
                        decided.request().requestId() + (decided.result().accepted() ? " accepted" : " refused"))
                .toList();
    }
}
