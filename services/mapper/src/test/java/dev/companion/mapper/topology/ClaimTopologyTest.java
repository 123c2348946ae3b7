package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.START;
import static dev.companion.mapper.topology.MapperDriver.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.ClaimAnswer;
import dev.companion.gravityzone.ClaimVerdict;
import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.Topics;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.Tenant;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Saving GravityZone settings claims the root company (invariant 17). */
class ClaimTopologyTest {

    private static final String OTHER = "acct-2";

    private MapperDriver mapper = new MapperDriver();

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void aSecondTenantOnOneRootIsRefusedAndNothingOfItIsSaved() {
        mapper.saveGravityZone(TENANT, "r-1", "5F1A2B", "sealed");
        mapper.saveGravityZone(OTHER, "r-2", "5f1a2b", "sealed");

        var results = mapper.results();
        assertThat(results).hasSize(2);
        assertThat(results.get(0).value.getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(results.get(1)).satisfies(refused -> {
            assertThat(refused.key).isEqualTo(OTHER + "|r-2");
            assertThat(refused.value.getState()).isEqualTo(RequestState.REFUSED);
            assertThat(refused.value.getConflict()).isTrue();
            assertThat(refused.value.getMessage().orElseThrow())
                    .startsWith("Nothing was saved. The company “Northwind IT” belongs to another Datto RMM account")
                    .contains("a partner company of its own, none inside another one's", "use that key")
                    .doesNotContain(TENANT);
        });
        assertThat(mapper.tenants()).singleElement().satisfies(saved -> {
            assertThat(saved.key).isEqualTo(TENANT);
            assertThat(claimOf(saved)).isEqualTo(ClaimVerdict.HELD);
        });
        assertThat(mapper.secrets()).extracting(secret -> secret.key).containsExactly(TENANT + "|GRAVITYZONE_API_KEY");
        assertThat(mapper.written(Topics.GRAVITYZONE_ROOT_CLAIMS))
                .singleElement()
                .satisfies(claim -> {
                    assertThat(claim.key).isEqualTo("5f1a2b");
                    assertThat(claim.value.getTenantId()).isEqualTo(TENANT);
                });
    }

    @Test
    void anotherKeyReleasesTheFormerRoot() {
        mapper.saveGravityZone(TENANT, "r-1", "root-1", "sealed");
        mapper.saveGravityZone(TENANT, "r-2", "root-2", "sealed");
        mapper.drain();

        mapper.saveGravityZone(OTHER, "r-3", "root-1", "sealed");

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(mapper.written(Topics.GRAVITYZONE_ROOT_CLAIMS))
                .extracting(claim -> claim.key + "=" + (claim.value == null ? "free" : claim.value.getTenantId()))
                .containsSubsequence("root-1=" + TENANT, "root-1=free", "root-1=" + OTHER)
                .contains("root-2=" + TENANT);
    }

    @Test
    void aPartnerInAnotherTenantsTreeIsRefused() {
        mapper.saveGravityZone(TENANT, "r-1", "root-1", "sealed");
        partner(TENANT, "sub-1");
        mapper.drain();

        mapper.saveGravityZone(OTHER, "r-2", "sub-1", "sealed");

        assertThat(only(mapper.results())).satisfies(refused -> {
            assertThat(refused.getConflict()).isTrue();
            assertThat(refused.getMessage().orElseThrow()).contains("is inside the GravityZone company of another");
        });
        gone(TENANT, "sub-1");
        mapper.saveGravityZone(OTHER, "r-3", "sub-1", "sealed");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void aTenantWhoseTreeTurnsOutToHoldAnOlderRootIsStopped() {
        mapper.saveGravityZone(OTHER, "r-1", "sub-1", "sealed");
        mapper.waitFor(Duration.ofSeconds(5));
        mapper.saveGravityZone(TENANT, "r-2", "root-1", "sealed");
        mapper.drain();

        partner(TENANT, "sub-1");

        assertThat(mapper.tenants()).singleElement().satisfies(stopped -> {
            assertThat(stopped.key).isEqualTo(TENANT);
            assertThat(claimOf(stopped)).isEqualTo(ClaimVerdict.SURROUNDS);
        });
        mapper.saveGravityZone(TENANT, "r-3", "root-1", "sealed-again");
        assertThat(only(mapper.results()).getMessage().orElseThrow()).contains("Inside the company “Northwind IT”");

        mapper.saveGravityZone(OTHER, "r-4", "root-9", "sealed");
        assertThat(mapper.tenants())
                .filteredOn(tenant -> tenant.key.equals(TENANT))
                .last()
                .satisfies(freed -> assertThat(claimOf(freed)).isEqualTo(ClaimVerdict.HELD));
    }

    @Test
    void settingsSavedBeforeThereWereClaimsAreClaimedAtTheNextStart() {
        mapper.connected();
        mapper.saveGravityZone(OTHER, "r-1", "root-2", "sealed");
        // As an earlier version left it: two tenants on one root, and no claim.
        mapper.store("claims", TENANT, null);
        mapper.store("claims", OTHER, null);
        mapper.store("roots", "root-1", null);
        mapper.store("roots", "root-2", null);
        mapper.store("tenants", OTHER, mapper.stored("tenants", TENANT));

        mapper = mapper.restarted();
        mapper.waitFor(Duration.ofSeconds(1));

        assertThat(mapper.tenants())
                .extracting(ClaimTopologyTest::claimOf)
                .containsExactlyInAnyOrder(ClaimVerdict.HELD, ClaimVerdict.TAKEN);
        assertThat(mapper.results()).isEmpty();
    }

    @Test
    void aSaveThatArrivesTwiceIsDecidedOnceAndSoIsAnAnswer() {
        mapper.saveGravityZone(TENANT, "r-1", "root-1", "sealed");
        mapper.saveGravityZone(TENANT, "r-1", "root-1", "sealed");
        mapper.drain();

        mapper.pipe(
                Topics.GRAVITYZONE_CLAIM_ANSWERS,
                TENANT + "|root-1",
                ClaimAnswer.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, 1, null))
                        .setTenantId(TENANT)
                        .setRootCompanyId("root-1")
                        .setVerdict(ClaimVerdict.HELD)
                        .setSince(START)
                        .build());

        assertThat(mapper.results()).isEmpty();
        assertThat(mapper.tenants()).isEmpty();
        assertThat(mapper.counted("save_gravityzone", "repeated")).isEqualTo(1);
    }

    @Test
    void anAnswerSaysWhichSaveItAnswers() {
        mapper.saveGravityZone(TENANT, "r-1", "root-1", "sealed");
        mapper.saveGravityZone(OTHER, "r-2", "root-1", "sealed");

        assertThat(mapper.written(Topics.GRAVITYZONE_CLAIM_ANSWERS))
                .extracting(answer -> answer.key + " "
                        + answer.value.getMetadata().getCausedBy().orElse(null))
                .containsExactly(TENANT + "|root-1 r-1", OTHER + "|root-1 r-2");
    }

    @Test
    void aRestartKeepsClaims() {
        mapper.saveGravityZone(TENANT, "r-1", "root-1", "sealed");

        mapper = mapper.restarted();
        mapper.saveGravityZone(OTHER, "r-2", "root-1", "sealed");

        assertThat(only(mapper.results()).getConflict()).isTrue();
    }

    private void partner(String tenant, String companyId) {
        mapper.pipe(
                Topics.GRAVITYZONE_COMPANIES,
                tenant + "|" + companyId,
                Company.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, 1, null))
                        .setTenantId(tenant)
                        .setCompanyId(companyId)
                        .setName("Sub-partner")
                        .setType(CompanyType.PARTNER)
                        .build());
    }

    private void gone(String tenant, String companyId) {
        mapper.pipe(Topics.GRAVITYZONE_COMPANIES, tenant + "|" + companyId, null);
    }

    private static ClaimVerdict claimOf(KeyValue<String, Tenant> tenant) {
        return tenant.value.getGravityZone().map(GravityZoneAccess::getClaim).orElseThrow();
    }

    private static RequestResult only(List<KeyValue<String, RequestResult>> results) {
        assertThat(results).hasSize(1);
        return results.getFirst().value;
    }
}
