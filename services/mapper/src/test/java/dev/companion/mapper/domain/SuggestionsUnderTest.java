package dev.companion.mapper.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.Request.SavePolicies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A tenant, and what is still to be looked at for its suggestions. */
final class SuggestionsUnderTest {

    static final Instant NOW = InventoryFake.NOW;

    final InventoryFake tenant = InventoryFake.connected();
    final List<String> stumbled = new ArrayList<>();
    final SuggestionAgenda agenda =
            new SuggestionAgenda(InventoryFake.TENANT, tenant, (id, _) -> stumbled.add(id), NOW);

    void contoso() {
        site("site-1", "Contoso");
        company("c-1", "Contoso Ltd");
        look();
    }

    void site(String siteUid, String name) {
        tenant.site(siteUid, name);
        agenda.siteChanged(siteUid);
    }

    void company(String companyId, String name) {
        tenant.company(companyId, name);
        agenda.companyChanged(companyId);
    }

    void level(PolicyLevel level) {
        tenant.ask(new SavePolicies(List.of(), level));
        agenda.settingsChanged();
    }

    void ask(String siteUid, Request.Body body, String companyId) {
        assertThat(tenant.ask(body).answer().accepted()).isTrue();
        agenda.linkChanged(siteUid, List.of(companyId), List.of());
    }

    /** Until nothing is left to look at; the last that was said of each site. */
    List<Suggestion> look() {
        var changed = new ArrayList<Suggestion>();
        while (agenda.isDue()) {
            var bite = agenda.look();
            bite.forEach(tenant::keep);
            changed.addAll(bite);
        }
        return changed;
    }
}
