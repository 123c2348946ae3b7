package dev.companion.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.watch.dashboards.Dashboards;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardsTest {

    private static final int BEFORE_FOLDED_MAX = 12;

    private final List<JsonNode> dashboards = read();

    private static List<JsonNode> read() {
        var all = new ArrayList<JsonNode>();
        WatchFiles.all().forEach((name, text) -> {
            if (name.startsWith("deploy/watch/dashboards/")) {
                all.add(JsonMapper.builder().build().readTree(text));
            }
        });
        return all;
    }

    /** Panels as they are drawn, and those that a folded row holds. */
    private static List<JsonNode> panels(JsonNode dashboard) {
        var panels = new ArrayList<JsonNode>();
        for (var panel : dashboard.path("panels")) {
            panels.add(panel);
            panel.path("panels").forEach(panels::add);
        }
        return panels;
    }

    @Test
    void thereAreEightAndEachHasAnAddressOfItsOwn() {
        assertThat(dashboards).hasSize(8);
        assertThat(Dashboards.ALL).extracting("uid").doesNotHaveDuplicates();
        assertThat(dashboards).allSatisfy(dashboard -> {
            assertThat(dashboard.has("id")).isFalse();
            assertThat(dashboard.has("__inputs")).isFalse();
        });
    }

    @Test
    void panelsHaveUniqueIdsAndDoNotOverlap() {
        for (var dashboard : dashboards) {
            var panels = panels(dashboard);
            assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
            var taken = new HashSet<String>();
            for (var panel : panels) {
                var place = panel.path("gridPos");
                assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
                for (var x = 0; x < place.path("w").asInt(); x++) {
                    for (var y = 0; y < place.path("h").asInt(); y++) {
                        var cell = (place.path("x").asInt() + x) + ","
                                + (place.path("y").asInt() + y);
                        assertThat(taken.add(cell))
                                .as("%s: %s", dashboard.path("title"), panel.path("title"))
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void aPageShowsAtMostTwelvePanelsBeforeItsFirstFoldedRow() {
        for (var dashboard : Dashboards.ALL) {
            var shown = 0;
            for (var row : dashboard.rows()) {
                if (row.collapsed()) {
                    break;
                }
                shown += row.panels().size();
            }
            assertThat(shown).as(dashboard.title()).isBetween(1, BEFORE_FOLDED_MAX);
        }
    }

    @Test
    void everyPanelSaysWhatItShowsAndAsksTheChosenSource() {
        for (var dashboard : dashboards) {
            for (var panel : panels(dashboard)) {
                if (panel.path("type").asString().equals("row")) {
                    continue;
                }
                assertThat(panel.path("description").asString())
                        .as(panel.path("title").asString())
                        .isNotBlank();
                assertThat(panel.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
                assertThat(panel.path("targets").size()).isPositive();
            }
        }
    }

    @Test
    void aPanelLinksToTheRunbooksOfItsAlerts() {
        var held = dashboards.stream()
                .flatMap(dashboard -> panels(dashboard).stream())
                .filter(panel -> panel.path("title").asString().equals("Held deletions"))
                .findFirst()
                .orElseThrow();

        assertThat(held.path("links").get(0).path("url").asString()).isEqualTo("docs/runbooks/MassDeletionHeld.md");
    }
}
