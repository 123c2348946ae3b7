package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.requests.RequestState;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What requests, sites, companies and statuses make of links. */
class LinkTopologyTest {

    private static final String KEY = MapperDriver.TENANT + "|";

    private MapperDriver mapper = new MapperDriver();

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void aLinkIsMadeFromObservedSiteAndCompany() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");

        mapper.linkToCompany("r-1", "site-1", "c-1");

        assertThat(mapper.links()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "site-1");
            assertThat(record.value.getWanted()).isEqualTo(Wanted.PRESENT);
            assertThat(record.value.getGeneration()).isEqualTo(1);
            assertThat(record.value.getMetadata().getSequence()).isEqualTo(1);
            assertThat(record.value.getMetadata().getCausedBy()).contains("r-1");
            assertThat(record.value.getCompanyId()).contains("c-1");
            assertThat(record.value.getPackageName()).isEqualTo("companion-site1");
        });
        assertThat(only(mapper.results()).getItems()).singleElement().satisfies(item -> {
            assertThat(item.getAccepted()).isTrue();
            assertThat(item.getGeneration()).contains(1L);
        });
    }

    @Test
    void aRemovedLinkIsDeletedAndTheNextGoesOnFromItsGeneration() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.unlink("r-2", "site-1");
        mapper.drain();

        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");

        assertThat(mapper.links()).containsExactly(KeyValue.pair(KEY + "site-1", null));
        assertThat(mapper.audit()).singleElement().satisfies(record -> {
            assertThat(record.value.getActor()).isEqualTo("mapper");
            assertThat(record.value.getAction()).isEqualTo("forget link");
        });

        mapper = mapper.restarted();
        mapper.linkToCompany("r-3", "site-1", "c-1");
        assertThat(only(mapper.links()).getGeneration()).isEqualTo(3);
    }

    @Test
    void aRemovalThatComesTwiceDeletesOnce() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.unlink("r-2", "site-1");
        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");
        mapper.drain();

        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");
        mapper.pipe(Topics.LINK_STATUSES, KEY + "site-1", null);

        assertThat(mapper.links()).isEmpty();
        assertThat(mapper.audit()).isEmpty();
    }

    @Test
    void aLateStatusOfAnEarlierGenerationDeletesNothing() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Acme Ltd");
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.unlink("r-2", "site-1");
        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");
        mapper.linkToCompany("r-3", "site-1", "c-1");
        mapper.unlink("r-4", "site-1");
        mapper.drain();

        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");

        assertThat(mapper.links()).isEmpty();
    }

    @Test
    void aSiteThatIsGoneCannotBeLinkedAndOneThatCameLateCan() {
        mapper.connected().company("c-1", "Acme Ltd").site("site-1", "Acme", SiteScope.MANAGED);
        mapper.pipe(Topics.RMM_SITES, KEY + "site-1", null);

        mapper.linkToCompany("r-1", "site-1", "c-1");
        assertThat(only(mapper.results()).getMessage())
                .contains("The site is not known, or no longer exists in Datto RMM.");

        mapper.site("site-1", "Acme", SiteScope.MANAGED);
        mapper.linkToCompany("r-2", "site-1", "c-1");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void aRenamedCompanyFreesItsNameAndTakesTheNew() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).company("c-1", "Old Name");
        mapper.company("c-1", "New Name");

        mapper.linkAsNew("r-1", "site-1", "new name");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.REFUSED);

        mapper.linkAsNew("r-2", "site-1", "old name");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void twoCompaniesOfOneNameHoldItUntilBothAreGone() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED);
        mapper.company("c-1", "Twin").company("c-2", "TWIN");
        mapper.pipe(Topics.GRAVITYZONE_COMPANIES, KEY + "c-1", null);

        mapper.linkAsNew("r-1", "site-1", "Twin");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.REFUSED);

        mapper.pipe(Topics.GRAVITYZONE_COMPANIES, KEY + "c-2", null);
        mapper.linkAsNew("r-2", "site-1", "Twin");
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void theCompanyThatALinkCameToUseIsTaken() {
        mapper.connected().site("site-1", "Acme", SiteScope.MANAGED).site("site-2", "Bolt", SiteScope.MANAGED);
        mapper.linkAsNew("r-1", "site-1", "Acme Holding");
        mapper.company("c-9", "Acme Holding");
        mapper.status("site-1", 1, LinkPhase.READY, "c-9");
        mapper.drain();

        mapper.linkToCompany("r-2", "site-2", "c-9");

        assertThat(only(mapper.results()).getMessage()).contains("The company is already linked to the site “Acme”.");
    }
}
