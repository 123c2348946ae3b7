package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.TENANT;
import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.discrepancies.PolicyLevel;
import dev.companion.links.Wanted;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkSpec;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.SavePolicies;
import dev.companion.requests.SaveRmm;
import dev.companion.rmm.SiteScope;
import dev.companion.settings.RmmGrant;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A decision that fails half-way leaves no trace. A stored value that cannot be published makes it fail there. */
class AllOrNothingTest {

    private MapperDriver mapper = new MapperDriver();

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void aRequestThatFailsAtItsSecondLinkKeepsNothingAndIsDecidedWhenItIsReplayed() {
        mapper.connected()
                .site("site-1", "Acme", SiteScope.MANAGED)
                .site("site-2", "Bolt", SiteScope.MANAGED)
                .company("c-1", "Acme Ltd")
                .company("c-2", "Bolt Ltd");
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.linkToCompany("r-2", "site-2", "c-2");
        mapper.drain();
        Link intact = mapper.stored("links", TENANT + "|site-2");
        mapper.store("links", TENANT + "|site-2", withoutPackageName(intact));
        var before = mapper.stores();

        mapper.request("r-3", RequestType.DELETE_LINKS, it -> it.setDeleteLinks(List.of("site-1", "site-2")));

        assertNothingWritten();
        assertThat(mapper.stores()).isEqualTo(before);

        mapper.store("links", TENANT + "|site-2", intact);
        mapper.replayDeadLetter();

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(mapper.links())
                .extracting(record -> record.value.getWanted())
                .containsExactly(Wanted.ABSENT, Wanted.ABSENT);
        assertThat(mapper.audit()).hasSize(2);
    }

    @Test
    void aRequestThatFailsAtItsSecondSecretKeepsNothingAndIsDecidedWhenItIsReplayed() {
        mapper.connected();
        var key = TENANT + "|" + SecretName.RMM_API_SECRET_KEY;
        SealedSecret intact = mapper.stored("secrets", key);
        mapper.store("secrets", key, new SealedSecret(intact.name(), "not Base64", intact.revision()));
        var before = mapper.stores();

        mapper.request(
                "r-1",
                RequestType.SAVE_RMM,
                it -> it.setSaveRmm(SaveRmm.newBuilder()
                        .setApiUrl("https://rmm.example")
                        .setGrant(RmmGrant.PASSWORD)
                        .setApiKeyLastFour("rm34")
                        .setApiKey(
                                MapperDriver.credential(dev.companion.settings.SecretName.RMM_API_KEY, "sealed-later"))
                        .build()));

        assertNothingWritten();
        assertThat(mapper.stores()).isEqualTo(before);

        mapper.store("secrets", key, intact);
        mapper.replayDeadLetter();

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(only(mapper.tenants()).getRmm().orElseThrow().getRevision()).isEqualTo(2);
        assertThat(mapper.secrets()).hasSize(2);
    }

    @Test
    void aTimerThatFailsKeepsNothingOfWhatItDid() {
        mapper.connected().site("site-1", "Contoso", SiteScope.MANAGED).company("c-1", "Contoso Ltd");
        mapper.request(
                "act",
                RequestType.SAVE_POLICIES,
                it -> it.setPolicies(SavePolicies.newBuilder()
                        .setSuggestions(PolicyLevel.ACT)
                        .build()));
        mapper.passes(Duration.ofSeconds(5));
        mapper.drain();
        TenantSettings intact = mapper.stored("tenants", TENANT);
        mapper.store("tenants", TENANT, withoutLanguage(intact));
        var before = mapper.stores();

        assertThatThrownBy(() -> mapper.passes(MapperDriver.ACT_AFTER)).isInstanceOf(StreamsException.class);

        assertNothingWritten();
        assertThat(mapper.stores()).isEqualTo(before);

        mapper = mapper.restarted();
        mapper.store("tenants", TENANT, intact);
        mapper.passes(MapperDriver.ACT_AFTER.plusSeconds(5));

        assertThat(only(mapper.links()).getGeneration()).isEqualTo(1);
        assertThat(mapper.audit()).hasSize(1);
    }

    private void assertNothingWritten() {
        assertThat(mapper.tenants()).isEmpty();
        assertThat(mapper.secrets()).isEmpty();
        assertThat(mapper.links()).isEmpty();
        assertThat(mapper.results()).isEmpty();
        assertThat(mapper.suggestions()).isEmpty();
        assertThat(mapper.audit()).isEmpty();
    }

    private static Link withoutPackageName(Link link) {
        var spec = link.spec();
        return new Link(
                link.siteUid(),
                link.siteName(),
                link.generation(),
                link.nameChanges(),
                new LinkSpec(
                        spec.wanted(),
                        spec.companyId(),
                        spec.companyName(),
                        null,
                        spec.profile(),
                        spec.deletePackage(),
                        spec.companyOrder()),
                link.change(),
                link.companyInUse(),
                link.reserved(),
                link.aliases(),
                link.companiesEverLinked());
    }

    private static TenantSettings withoutLanguage(TenantSettings settings) {
        var profile = settings.profile();
        return settings.with(
                new PackageProfile(profile.modules(), profile.addOns(), profile.removeCompetitors(), null));
    }
}
