package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request.SavePolicies;
import dev.companion.mapper.domain.request.Request.SetHealing;
import dev.companion.mapper.domain.settings.Policy;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyHandlerTest {

    private static final EnumSet<DiscrepancyType> ACTED_ON = EnumSet.of(
            DiscrepancyType.ASSOCIATION_MISSING,
            DiscrepancyType.PACKAGE_MISSING,
            DiscrepancyType.PACKAGE_LINK_CHANGED,
            DiscrepancyType.SITE_RENAMED,
            DiscrepancyType.SITE_OUT_OF_SCOPE,
            DiscrepancyType.SOURCE_DELETED,
            DiscrepancyType.DESTINATION_DELETED);

    private final InventoryFake tenant = InventoryFake.connected();

    @ParameterizedTest
    @EnumSource(value = DiscrepancyType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void aPersonIsAskedUntilThePolicyChanges(DiscrepancyType type) {
        assertThat(settings().levelOf(type)).isEqualTo(type.isHealed() ? PolicyLevel.ACT : PolicyLevel.SUGGEST);
        assertThat(settings().suggestions()).isEqualTo(PolicyLevel.SUGGEST);
    }

    @ParameterizedTest
    @EnumSource(value = DiscrepancyType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void aRuleActsOnlyWhereThatTakesNothingAway(DiscrepancyType type) {
        var decision = save(new Policy(type, PolicyLevel.ACT));

        assertThat(decision.result().accepted()).isEqualTo(ACTED_ON.contains(type));
        if (decision.result().accepted()) {
            assertThat(settings().levelOf(type)).isEqualTo(PolicyLevel.ACT);
        } else {
            assertThat(decision.result().message())
                    .isEqualTo("“%s” cannot be automatic, because %s."
                            .formatted(type.title(), type.whyNoRuleActs().orElseThrow()));
            assertThat(decision.tenant()).isNull();
            assertThat(decision.audit()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = DiscrepancyType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyTypeCanBeJustRecorded(DiscrepancyType type) {
        save(new Policy(type, PolicyLevel.OBSERVE));

        assertThat(settings().levelOf(type)).isEqualTo(PolicyLevel.OBSERVE);
        assertThat(settings().healing()).isEqualTo(!type.isHealed());
    }

    @Test
    void aRefusalSaysWhy() {
        assertThat(save(new Policy(DiscrepancyType.DESTINATION_MOVED, PolicyLevel.ACT))
                        .result()
                        .message())
                .isEqualTo("“Company moved” cannot be automatic, because a rule never moves a company.");
    }

    @Test
    void oneImpossibleLevelLeavesAllAsItIs() {
        var decision = save(
                new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT),
                new Policy(DiscrepancyType.NAME_NOT_UNIQUE, PolicyLevel.ACT));

        assertThat(decision.tenant()).isNull();
        assertThat(settings().levelOf(DiscrepancyType.SITE_RENAMED)).isEqualTo(PolicyLevel.SUGGEST);
    }

    @ParameterizedTest
    @EnumSource(value = PolicyLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void whatIsHealedSharesOneLevelAndHealingGoesAlong(PolicyLevel level) {
        tenant.ask(new SetHealing(level != PolicyLevel.ACT));

        save(new Policy(DiscrepancyType.PACKAGE_MISSING, level));

        assertThat(DiscrepancyType.healed())
                .allSatisfy(type -> assertThat(settings().levelOf(type)).isEqualTo(level));
        assertThat(settings().healing()).isEqualTo(level == PolicyLevel.ACT);
    }

    @Test
    void healingTakesTheThreeLevelsAlong() {
        save(new Policy(DiscrepancyType.PACKAGE_MISSING, PolicyLevel.OBSERVE));

        tenant.ask(new SetHealing(false));
        assertThat(DiscrepancyType.healed())
                .allSatisfy(type -> assertThat(settings().levelOf(type)).isEqualTo(PolicyLevel.SUGGEST));

        tenant.ask(new SetHealing(true));
        assertThat(DiscrepancyType.healed())
                .allSatisfy(type -> assertThat(settings().levelOf(type)).isEqualTo(PolicyLevel.ACT));
        assertThat(settings().policies().exceptions()).isEmpty();
    }

    @Test
    void twoLevelsForWhatIsOneAreRefused() {
        assertThat(save(
                                new Policy(DiscrepancyType.PACKAGE_MISSING, PolicyLevel.ACT),
                                new Policy(DiscrepancyType.ASSOCIATION_MISSING, PolicyLevel.SUGGEST))
                        .result()
                        .message())
                .isEqualTo(
                        "“Site variable changed”, “Package missing or renamed”, “Package link changed” share one level, because each"
                                + " repair entails the others. Give them the same level.");
        assertThat(save(
                                new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT),
                                new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.SUGGEST))
                        .result()
                        .message())
                .isEqualTo("“Site renamed” is given two levels.");
    }

    @Test
    void onlyWhatIsNotUsualIsKept() {
        save(
                new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT),
                new Policy(DiscrepancyType.COMPANY_SUSPENDED, PolicyLevel.OBSERVE),
                new Policy(DiscrepancyType.PACKAGE_MISSING, PolicyLevel.ACT));
        assertThat(settings().policies().exceptions())
                .containsExactly(
                        new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT),
                        new Policy(DiscrepancyType.COMPANY_SUSPENDED, PolicyLevel.OBSERVE));

        save(new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.SUGGEST));
        assertThat(settings().policies().exceptions())
                .containsExactly(new Policy(DiscrepancyType.COMPANY_SUSPENDED, PolicyLevel.OBSERVE));
    }

    @Test
    void theAuditTrailSaysWhatChangedAndOnlyThat() {
        var decision = tenant.ask(new SavePolicies(
                List.of(
                        new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT),
                        new Policy(DiscrepancyType.QUOTA_EXHAUSTED, PolicyLevel.SUGGEST)),
                PolicyLevel.OBSERVE));

        assertThat(decision.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.SAVE_POLICIES,
                        "tenant:acct-1",
                        "Site renamed: Ask; suggestions: Ask",
                        "Site renamed: Automatic; suggestions: Record only",
                        null));
    }

    @Test
    void anUnchangedLevelIsAcceptedAndPublishesNothing() {
        var decision = save(new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.SUGGEST));

        assertThat(decision.result().accepted()).isTrue();
        assertThat(decision.tenant()).isNull();
        assertThat(decision.audit()).extracting(AuditNote::why).containsExactly("no level changed");
    }

    @Test
    void suggestionsHaveALevelOfTheirOwnThatOtherSavesLeave() {
        tenant.ask(new SavePolicies(List.of(), PolicyLevel.ACT));
        save(new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT));

        assertThat(settings().suggestions()).isEqualTo(PolicyLevel.ACT);
    }

    @Test
    void aRequestThatNamesNoPolicyIsRefused() {
        assertThat(ask(List.of(), null).result().message())
                .isEqualTo("The request does not say which policy is to change.");
    }

    private Decision save(Policy... policies) {
        return ask(Arrays.asList(policies), null);
    }

    private Decision ask(List<Policy> policies, @Nullable PolicyLevel suggestions) {
        return tenant.ask(new SavePolicies(policies, suggestions));
    }

    private TenantSettings settings() {
        return tenant.findTenant().orElseThrow();
    }
}
