package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.deletions.ObservedKind;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.requests.DeletionVerdict;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.ResealedSecret;
import dev.companion.requests.SaveGravityZone;
import dev.companion.requests.SavePolicies;
import dev.companion.settings.ObservationSettings;
import dev.companion.settings.Policy;
import dev.companion.settings.SecretName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What requests make of a tenant's settings. */
class SettingsTopologyTest {

    private static final String KEY = MapperDriver.TENANT + "|";

    private MapperDriver mapper = new MapperDriver();

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void settingsAreKeptApartFromTheirSecrets() {
        mapper.saveGravityZone("r-1", "sealed-gz");

        assertThat(mapper.tenants()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(MapperDriver.TENANT);
            assertThat(record.value.getName()).isEqualTo("Northwind IT");
            assertThat(record.value.getGravityZone().orElseThrow().getRevision())
                    .isEqualTo(1);
            assertThat(record.value.getRmm()).isEmpty();
            assertThat(record.value.getDefaultPackage().getFirewall()).isTrue();
            assertThat(record.value.toString()).doesNotContain("sealed-gz");
        });
        assertThat(mapper.secrets()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "GRAVITYZONE_API_KEY");
            assertThat(record.value.getRevision()).isEqualTo(1);
            assertThat(StandardCharsets.UTF_8
                            .decode(record.value.getCiphertext())
                            .toString())
                    .isEqualTo("sealed-gz");
        });
        assertThat(mapper.results()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "r-1");
            assertThat(record.value.getState()).isEqualTo(RequestState.ACCEPTED);
            assertThat(record.value.getType()).isEqualTo(RequestType.SAVE_GRAVITYZONE);
        });
        assertThat(mapper.audit()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + record.value.getEntryId());
            assertThat(record.value.getActor()).isEqualTo("ab12");
            assertThat(record.value.getAction()).isEqualTo("save gravityzone settings");
            assertThat(record.value.getTarget()).isEqualTo("tenant:acct-1");
        });
        assertThat(mapper.counted("save_gravityzone", "accepted")).isEqualTo(1);
    }

    @Test
    void aCredentialUnderAnotherNameIsRefused() {
        mapper.request(
                "r-1",
                RequestType.SAVE_GRAVITYZONE,
                it -> it.setSaveGravityZone(SaveGravityZone.newBuilder()
                        .setAccessUrl("https://gz.example/api")
                        .setRootCompanyId("root-1")
                        .setRootCompanyName("Northwind IT")
                        .setApiKeyLastFour("gz12")
                        .setApiKey(MapperDriver.credential(SecretName.RMM_API_KEY, "sealed"))
                        .build()));

        assertThat(only(mapper.results()).getMessage()).contains("A credential was sealed for another purpose.");
        assertThat(mapper.secrets()).isEmpty();
    }

    @Test
    void aCredentialSealedWithAnotherKeyReplacesExactlyTheOneThatWasRead() {
        mapper.connected();
        mapper.request(
                "r-1",
                RequestType.RESEAL_SECRETS,
                it -> it.setResealSecrets(List.of(
                        resealed(SecretName.RMM_API_KEY, "sealed-key"),
                        resealed(SecretName.RMM_API_SECRET_KEY, "another"))));

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(only(mapper.audit()).getAction()).isEqualTo("seal credentials with another key");
        assertThat(mapper.tenants()).isEmpty();
        assertThat(mapper.secrets()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "RMM_API_KEY");
            assertThat(record.value.getRevision()).isEqualTo(1);
            assertThat(StandardCharsets.UTF_8
                            .decode(record.value.getCiphertext())
                            .toString())
                    .isEqualTo("resealed");
        });
    }

    private static ResealedSecret resealed(SecretName name, String replaced) {
        var stored = new SealedSecret(
                dev.companion.mapper.domain.settings.SecretName.valueOf(name.name()),
                Base64.getEncoder().encodeToString(replaced.getBytes(StandardCharsets.UTF_8)),
                1);
        return ResealedSecret.newBuilder()
                .setName(name)
                .setReplaces(stored.fingerprint())
                .setCiphertext(ByteBuffer.wrap("resealed".getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    @Test
    void whatIsWantedOfObservingIsKeptAcrossARestart() {
        mapper.connected();

        mapper.request("r-1", RequestType.SWEEP_NOW, it -> it);
        mapper.request("r-2", RequestType.SAVE_OBSERVATION, it -> it.setObservation(observation(true, 0, 100)));
        mapper.request("r-3", RequestType.DECIDE_DELETIONS, it -> it.setDeletions(verdict("set-1")));
        mapper.drain();
        mapper = mapper.restarted();
        mapper.request("r-4", RequestType.SET_PAUSED, it -> it.setPaused(true));

        var tenant = only(mapper.tenants());
        assertThat(tenant.getPaused()).isTrue();
        assertThat(tenant.getMetadata().getSequence()).isEqualTo(6);
        assertThat(tenant.getSweepRequestedAt()).contains(MapperDriver.START);
        assertThat(tenant.getObservation()).isEqualTo(observation(true, 0, 100));
        assertThat(tenant.getDeletionDecisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getKind()).isEqualTo(ObservedKind.SITES);
            assertThat(decision.getSetId()).isEqualTo("set-1");
            assertThat(decision.getApproved()).isTrue();
            assertThat(decision.getDecidedBy()).isEqualTo("ab12");
            assertThat(decision.getDecidedAt()).isEqualTo(MapperDriver.START);
        });
        assertThat(only(mapper.results()).getType()).isEqualTo(RequestType.SET_PAUSED);
        assertThat(only(mapper.audit()).getAction()).isEqualTo("pause work");
    }

    @Test
    void aDecisionThatComesTwiceIsAnsweredOnce() {
        mapper.connected();
        mapper.request("r-1", RequestType.DECIDE_DELETIONS, it -> it.setDeletions(verdict("set-1")));
        mapper.drain();

        mapper.request("r-1", RequestType.DECIDE_DELETIONS, it -> it.setDeletions(verdict("set-1")));

        assertThat(mapper.tenants()).isEmpty();
        assertThat(mapper.results()).isEmpty();
        assertThat(mapper.audit()).isEmpty();
        assertThat(mapper.counted("decide_deletions", "repeated")).isEqualTo(1);
    }

    @Test
    void aDecisionAboutAListOfALaterVersionIsRefused() {
        mapper.connected();

        mapper.request(
                "r-1",
                RequestType.DECIDE_DELETIONS,
                it -> it.setDeletions(DeletionVerdict.newBuilder(verdict("set-1"))
                        .setKind(ObservedKind.UNKNOWN)
                        .build()));
        mapper.request("r-2", RequestType.SET_PAUSED, it -> it);

        assertThat(mapper.results())
                .extracting(record -> record.value.getMessage().orElseThrow())
                .containsExactly(
                        "This version does not know the list of these deletions.",
                        "The request has no content of its type.");
        assertThat(mapper.tenants()).isEmpty();
    }

    private static ObservationSettings observation(boolean userEmails, int floor, int percent) {
        return ObservationSettings.newBuilder()
                .setUserEmails(userEmails)
                .setGuardFloor(floor)
                .setGuardPercent(percent)
                .build();
    }

    private static DeletionVerdict verdict(String setId) {
        return DeletionVerdict.newBuilder()
                .setKind(ObservedKind.SITES)
                .setSetId(setId)
                .setApproved(true)
                .build();
    }

    @Test
    void healingIsKeptAcrossARestart() {
        mapper.connected();
        mapper.request("r-1", RequestType.SET_HEALING, it -> it.setHealing(false));
        assertThat(only(mapper.tenants()).getHealing()).isFalse();
        mapper.drain();

        mapper = mapper.restarted();
        mapper.request("r-2", RequestType.SET_PAUSED, it -> it.setPaused(true));

        assertThat(only(mapper.tenants()).getHealing()).isFalse();
    }

    @Test
    void policiesAreKeptAcrossARestartAndHealingGoesAlong() {
        mapper.connected();
        mapper.request(
                "r-1",
                RequestType.SAVE_POLICIES,
                it -> it.setPolicies(SavePolicies.newBuilder()
                        .setPolicies(List.of(
                                policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT),
                                policy(DiscrepancyType.PACKAGE_MISSING, PolicyLevel.OBSERVE)))
                        .setSuggestions(PolicyLevel.OBSERVE)
                        .build()));
        mapper.drain();

        mapper = mapper.restarted();
        mapper.request("r-2", RequestType.SET_PAUSED, it -> it.setPaused(true));

        assertThat(only(mapper.tenants())).satisfies(tenant -> {
            assertThat(tenant.getHealing()).isFalse();
            assertThat(tenant.getPolicies())
                    .containsExactly(
                            policy(DiscrepancyType.ASSOCIATION_MISSING, PolicyLevel.OBSERVE),
                            policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT),
                            policy(DiscrepancyType.PACKAGE_MISSING, PolicyLevel.OBSERVE),
                            policy(DiscrepancyType.PACKAGE_LINK_CHANGED, PolicyLevel.OBSERVE));
            assertThat(tenant.getSuggestions()).contains(PolicyLevel.OBSERVE);
        });
    }

    @Test
    void policiesOfALaterVersionAreRefused() {
        mapper.connected();
        for (var policies : List.of(
                policies(DiscrepancyType.UNKNOWN, PolicyLevel.ACT, null),
                policies(DiscrepancyType.SITE_RENAMED, PolicyLevel.UNKNOWN, null),
                policies(DiscrepancyType.SITE_RENAMED, PolicyLevel.ACT, PolicyLevel.UNKNOWN))) {
            mapper.request("r-" + policies.hashCode(), RequestType.SAVE_POLICIES, it -> it.setPolicies(policies));
        }

        assertThat(mapper.results())
                .extracting(record -> record.value.getMessage().orElseThrow())
                .containsExactly(
                        "The request names a type of discrepancy that this version does not know.",
                        "This version does not know the level that the request gives to “Site renamed”.",
                        "This version does not know the level that the request gives to suggestions.");
        assertThat(mapper.tenants()).isEmpty();
    }

    private static SavePolicies policies(DiscrepancyType type, PolicyLevel level, PolicyLevel suggestions) {
        return SavePolicies.newBuilder()
                .setPolicies(List.of(policy(type, level)))
                .setSuggestions(suggestions)
                .build();
    }

    private static Policy policy(DiscrepancyType type, PolicyLevel level) {
        return Policy.newBuilder().setType(type).setLevel(level).build();
    }
}
