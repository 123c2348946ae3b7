package dev.companion.mapper.domain.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.handler.InventoryFake;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.SavePolicies;
import dev.companion.matching.Suggestion;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant and its suggestion work. */
final class SuggestionsUnderTest {

    static final Instant NOW = InventoryFake.NOW;

    final InventoryFake tenant = InventoryFake.connected();
    final List<String> failed = new ArrayList<>();
    final SuggestionWork work = new SuggestionWork(InventoryFake.TENANT, tenant, (id, _) -> failed.add(id), NOW);
    private final Map<String, Link> links = new HashMap<>();

    void contoso() {
        site("site-1", "Contoso");
        company("c-1", "Contoso Ltd");
        run();
    }

    void site(String siteUid, String name) {
        tenant.site(siteUid, name);
        work.siteChanged(siteUid);
    }

    void company(String companyId, String name) {
        tenant.company(companyId, name);
        work.companyChanged(companyId);
    }

    /** @param companyId null if the variable leads to no known package */
    void variable(String siteUid, @Nullable String companyId) {
        tenant.variable(siteUid, companyId, companyId == null ? null : "Agents of " + companyId);
        work.siteChanged(siteUid);
    }

    Suggestion of(String siteUid) {
        return tenant.findSuggestion(siteUid).orElseThrow();
    }

    void level(PolicyLevel level) {
        tenant.ask(new SavePolicies(List.of(), level));
        work.settingsChanged();
    }

    void ask(String siteUid, Request.Body body) {
        assertThat(tenant.ask(body).result().accepted()).isTrue();
        linkChanged(siteUid);
    }

    /** Tells the work how the link changed since it was last told. */
    void linkChanged(String siteUid) {
        var after = tenant.findLink(siteUid).orElseThrow();
        work.linkChanged(Optional.ofNullable(links.put(siteUid, after)), after);
    }

    /** Runs until no work is left. Returns the suggestions to publish, in order. */
    List<Suggestion> run() {
        var changed = new ArrayList<Suggestion>();
        while (work.isDue()) {
            var step = work.step();
            step.forEach(tenant::keep);
            changed.addAll(step);
        }
        return changed;
    }
}
