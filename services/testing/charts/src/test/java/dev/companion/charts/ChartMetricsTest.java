package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Rules and dashboards of the chart are the files of services/watch, with the address of the runbooks that was set; the
 * rules are about the namespace of the release alone.
 */
class ChartMetricsTest {

    private static final String EXAMPLE = "strimzi-mtls";

    @Test
    void theRulesAreThoseOfTheFilesAndTheirTemplatesArePrometheus() {
        var rule = Manifest.ofKind(Charts.manifests(EXAMPLE), "PrometheusRule").getFirst();
        var groups = rule.list("spec", "groups");

        assertThat(groups).extracting("name").containsExactly("companion.recordings", "companion.alerts");
        for (var i = 0; i < 2; i++) {
            var name = List.of("recordings", "alerts").get(i);
            var file = Charts.text(Charts.SOURCE.resolve("companion/files/rules/%s.yaml".formatted(name)));
            var ours = new Yaml()
                    .<Map<String, Object>>load(file.replace(
                            "job=\"companion\"", "job=\"companion\",namespace=\"%s\"".formatted(Charts.NAMESPACE)));
            assertThat(List.of(groups.get(i))).isEqualTo(ours.get("groups"));
        }
        assertThat(Charts.rendered(EXAMPLE)).contains("{{ $labels.service }}");
        assertThat(rule.map("metadata", "labels")).containsEntry("release", "prometheus");
    }

    @Test
    void eachDashboardIsAConfigMapThatGrafanaFinds() {
        var maps = dashboards(Charts.manifests(EXAMPLE));

        assertThat(maps).hasSize(8).allSatisfy(map -> {
            assertThat(map.map("metadata", "labels")).containsEntry("grafana_dashboard", "1");
            map.map("data")
                    .forEach((file, text) -> assertThat(text.toString().strip())
                            .isEqualTo(Charts.text(Charts.SOURCE.resolve("companion/files/dashboards/" + file))
                                    .strip()));
        });
    }

    @Test
    void linksLeadToWhereTheRunbooksAre() {
        var values = Values.with(Charts.values(EXAMPLE), "metrics.runbooks", "https://wiki/companion");
        var rendered = Charts.render(values);

        assertThat(rendered).contains("https://wiki/companion/DeadLetters.md").doesNotContain("docs/runbooks");
    }

    @Test
    void theJobHasTheNameByWhichRulesSelect() {
        assertThat(Manifest.ofKind(Charts.manifests(EXAMPLE), "PodMonitor")
                        .getFirst()
                        .at("spec", "jobLabel"))
                .isEqualTo("app.kubernetes.io/name");
    }

    @Test
    void nothingOfItIsRenderedUnlessItIsSwitchedOn() {
        var all = Charts.manifests("plain");

        assertThat(Manifest.ofKind(all, "PrometheusRule")).isEmpty();
        assertThat(dashboards(all)).isEmpty();
    }

    private static List<Manifest> dashboards(List<Manifest> all) {
        return Manifest.ofKind(all, "ConfigMap").stream()
                .filter(map -> map.name().contains("-dashboard-"))
                .toList();
    }
}
