package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.links.SuggestionState;
import dev.companion.rmm.SiteScope;
import dev.companion.rmm.SiteVariable;
import dev.companion.rmm.VariableTarget;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a search for earlier links found, from its topic to suggestions and links. */
class SiteVariableTopologyTest {

    private static final String KEY = MapperDriver.TENANT + "|";

    private MapperDriver mapper = new MapperDriver();

    @BeforeEach
    void connect() {
        mapper.connected().site("site-1", "Contoso", SiteScope.MANAGED).company("c-1", "Contoso Ltd");
    }

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void aVariableThatLeadsToACompanyIsSuggestedTakenOverAndForgotten() {
        mapper.site("site-2", "Fabrikam", SiteScope.MANAGED).company("c-2", "Zephyr Holding");
        variable("site-2", "c-2");
        settle();
        mapper.drain();
        mapper = mapper.restarted();
        variable("site-1", null);
        settle();

        assertThat(only(mapper.suggestions()).getState()).isEqualTo(SuggestionState.DISPUTED);
        mapper.linkToCompany("r-1", "site-2", "c-2");
        assertThat(only(mapper.links()).getPackageName()).isEqualTo("Agents");
        assertThat(mapper.<Object>stored("site-variables", KEY + "site-2")).isNull();

        mapper.pipe(Topics.RMM_SITE_VARIABLES, KEY + "site-1", null);
        variable("site-2", "c-2");
        settle();
        assertThat(mapper.suggestions())
                .filteredOn(record -> record.key.equals(KEY + "site-1"))
                .last()
                .satisfies(record -> assertThat(record.value.getExact()).isTrue());
        assertThat(mapper.<Object>stored("site-variables", KEY + "site-2")).isNull();
    }

    @Test
    void theRecordSaysThatTheSiteWasLinkedBefore() {
        mapper.site("site-2", "Fabrikam", SiteScope.MANAGED).company("c-2", "Zephyr Holding");
        variable("site-2", "c-2");
        settle();

        assertThat(mapper.suggestions())
                .filteredOn(record -> record.key.equals(KEY + "site-2"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.value.getState()).isEqualTo(SuggestionState.SUGGESTED);
                    assertThat(record.value.getLinkedBefore()).isTrue();
                    assertThat(record.value.getExact()).isFalse();
                });
    }

    /** @param companyId null if the variable leads to no known package */
    private void variable(String siteUid, @Nullable String companyId) {
        mapper.pipe(
                Topics.RMM_SITE_VARIABLES,
                KEY + siteUid,
                SiteVariable.newBuilder()
                        .setMetadata(EventMetadatas.of("e", Instant.EPOCH, 1, null))
                        .setTenantId(MapperDriver.TENANT)
                        .setSiteUid(siteUid)
                        .setLeadsTo(companyId == null ? VariableTarget.NO_KNOWN_PACKAGE : VariableTarget.PACKAGE)
                        .setCompanyId(companyId)
                        .setPackageId(companyId == null ? null : "package-1")
                        .setPackageName(companyId == null ? null : "Agents")
                        .setSeenAt(Instant.EPOCH)
                        .build());
    }

    private void settle() {
        mapper.passes(Duration.ofSeconds(3));
    }
}
