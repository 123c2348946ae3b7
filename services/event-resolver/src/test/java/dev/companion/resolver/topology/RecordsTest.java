package dev.companion.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.links.CompanyProvenance;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.Policy;
import dev.companion.vocabulary.ResolutionAction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Translation between records and domain values. */
class RecordsTest {

    @ParameterizedTest
    @EnumSource
    void anActionKeepsItsName(Action action) {
        assertThat(ResolutionAction.valueOf(action.name()).name()).isEqualTo(action.name());
    }

    @Test
    void theTypesOfDomainAndTopicAreTheSame() {
        assertThat(Arrays.stream(dev.companion.vocabulary.DiscrepancyType.values())
                        .map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(DiscrepancyType.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = ConditionReason.class,
            names = {
                "NAME_TAKEN_ELSEWHERE",
                "NAME_EXISTS_HERE",
                "COMPANY_MISSING",
                "COMPANY_UNREACHABLE",
                "DRIFTED",
                "OUTCOME_UNKNOWN"
            })
    void aReasonThatADiscrepancyIsMadeOfKeepsItsName(ConditionReason reason) {
        assertThat(reasonOf(reason).name()).isEqualTo(reason.name());
    }

    @Test
    void aConditionThatWaitsForAVendorDoesNotNeedAction() {
        assertThat(Stream.of(
                                ConditionReason.CREDENTIALS_REJECTED,
                                ConditionReason.PERMISSION_MISSING,
                                ConditionReason.WAITING_FOR_QUOTA,
                                ConditionReason.WAITING_FOR_VENDOR,
                                ConditionReason.VENDOR_UNAVAILABLE,
                                ConditionReason.PAUSED)
                        .map(RecordsTest::reasonOf))
                .containsOnly(Reason.WAITING);
    }

    @Test
    void aPolicyOfATypeOrLevelThatThisVersionDoesNotKnowLeavesTheDefault() {
        var tenant = ResolverDriver.aTenant()
                .setHealing(false)
                .setPolicies(List.of(
                        new Policy(DiscrepancyType.UNKNOWN, PolicyLevel.ACT),
                        new Policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.UNKNOWN),
                        new Policy(DiscrepancyType.SITE_OUT_OF_SCOPE, PolicyLevel.ACT)))
                .build();

        var view = TenantRecords.toDomain(tenant);

        assertThat(view.policies()).hasSize(1);
        assertThat(view.level(dev.companion.vocabulary.DiscrepancyType.SITE_RENAMED))
                .isEqualTo(dev.companion.vocabulary.PolicyLevel.SUGGEST);
        assertThat(view.level(dev.companion.vocabulary.DiscrepancyType.SITE_OUT_OF_SCOPE))
                .isEqualTo(dev.companion.vocabulary.PolicyLevel.ACT);
        assertThat(view.healing()).isFalse();
        assertThat(view.rootCompanyId()).isEqualTo(ResolverDriver.ROOT);
    }

    @Test
    void aTombstoneIsNull() {
        assertThat(ObservedRecords.health(null)).isNull();
        assertThat(ObservedRecords.site(null)).isNull();
        assertThat(ObservedRecords.company("c-1", null)).isNull();
        assertThat(ObservedRecords.hold(null)).isNull();
    }

    private static Reason reasonOf(ConditionReason reason) {
        var status = LinkStatus.newBuilder()
                .setMetadata(EventMetadatas.of("e", ResolverDriver.START, 1, null))
                .setTenantId(ResolverDriver.TENANT)
                .setSiteUid("site-1")
                .setObservedGeneration(1)
                .setProvenance(CompanyProvenance.UNKNOWN)
                .setPhase(LinkPhase.WORKING)
                .setConditions(
                        List.of(ResolverDriver.condition(ConditionType.COMPANY_READY, ConditionStatus.FALSE, reason)))
                .build();
        return LinkStatusRecords.toDomain(status).conditions().getFirst().reason();
    }
}
