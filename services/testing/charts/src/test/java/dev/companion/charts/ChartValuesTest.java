package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each value does something, and values of one service do it for this service only. */
@Tag("wide")
class ChartValuesTest {

    private static final List<Object> PEERS =
            List.of(Map.of("podSelector", Map.of("matchLabels", Map.of("other", "other"))));

    /** What one mode needs, the other refuses: {@link ChartStandaloneTest} shows what it renders. */
    private static final List<String> OF_ONE_VALUE = List.of("mode");

    /** Another value, if neither its type nor the word "other" says which one is valid. */
    private static final Map<String, Object> OTHERS = Map.ofEntries(
            Map.entry("image.digests", Map.of("mapper", "sha256:" + "f".repeat(64))),
            Map.entry("image.pullPolicy", "Always"),
            Map.entry("image.pullSecrets", List.of("other")),
            Map.entry("kafka.bootstrapServers", "other:9092"),
            Map.entry("kafka.security.protocol", "SASL_PLAINTEXT"),
            Map.entry("kafka.sasl.mechanism", "SCRAM-SHA-256"),
            Map.entry("kafka.oauth.tokenUrl", "https://other/token"),
            Map.entry("kafka.properties", Map.of("linger.ms", "1")),
            Map.entry("registry.url", "https://other"),
            Map.entry("registry.auth", "bearer"),
            Map.entry("tests.skip", List.of("broker")),
            Map.entry("streams.changelogReplication", "2"),
            Map.entry("streams.changelogDirtyRatio", "0.5"),
            Map.entry("strimzi.apiVersion", "v1beta2"),
            Map.entry("externalSecrets.store.kind", "SecretStore"),
            Map.entry("externalSecrets.refreshInterval", "2h"),
            Map.entry("vendors.allowedHosts", List.of("other:443")),
            Map.entry("vendors.allowedRmmHosts", List.of("other:443")),
            Map.entry("vendors.allowedGravityzoneHosts", List.of("other:443")),
            Map.entry("pollInterval", "5m"),
            Map.entry("abandonedTenants", List.of("other")),
            Map.entry("movedAccounts", List.of("other=https://other")),
            Map.entry("networkPolicy.dns", PEERS),
            Map.entry("networkPolicy.kafka.peers", PEERS),
            Map.entry("networkPolicy.kafka.ports", List.of(9999)),
            Map.entry("networkPolicy.registry.peers", PEERS),
            Map.entry("networkPolicy.fqdn", "cilium"),
            Map.entry("networkPolicy.vendors", List.of(Map.of("to", PEERS))),
            Map.entry("networkPolicy.scrapeFrom", PEERS),
            Map.entry("networkPolicy.ingressFrom", PEERS),
            Map.entry("logging.format", "logstash"),
            Map.entry("tracing.endpoint", "https://other"),
            Map.entry("tracing.probability", 0.5),
            Map.entry("networkPolicy.tracing.peers", PEERS),
            Map.entry("podMonitor.interval", "5m"),
            Map.entry("metrics.runbooks", "https://other"),
            Map.entry("defaults.pdb.maxUnavailable", 2),
            Map.entry("defaults.strategy", "Recreate"),
            Map.entry("defaults.topologySpread", "DoNotSchedule"),
            Map.entry("defaults.tolerations", List.of(Map.of("operator", "Exists"))),
            Map.entry("standalone.storage.size", "20Gi"),
            Map.entry("console.service.type", "NodePort"),
            Map.entry("console.hostNames", List.of("other")),
            Map.entry("console.forwardHeaders", "none"));

    @Test
    void everyValueChangesWhatIsRendered() {
        var without = new ArrayList<String>();
        for (var path : Values.leaves(Charts.defaults())) {
            if (!OF_ONE_VALUE.contains(path)
                    && Charts.examples().reversed().stream().noneMatch(example -> changes(example, path))) {
                without.add(path);
            }
        }

        assertThat(without).isEmpty();
    }

    @Test
    void aValueWithoutEffectIsFound() {
        // Nothing is scaled in this example, so its bounds have no effect.
        assertThat(changes("plain", "mapper.autoscaling.max")).isFalse();
    }

    @Test
    void aValueOfOneServiceTakesPrecedenceThere() {
        var values = Charts.merged(
                Charts.values("plain"),
                Map.of(
                        "mapper",
                        Map.of(
                                "resources",
                                Map.of("limits", Map.of("memory", "1Gi"), "requests", Map.of("memory", "1Gi")))));
        var deployments = Manifest.ofKind(Charts.manifests(values), "Deployment");

        for (var deployment : deployments) {
            var mine = deployment.component().equals("mapper");
            assertThat(deployment.container().get("resources"))
                    .as(deployment.name())
                    .isEqualTo(Map.of(
                            "limits", Map.of("memory", mine ? "1Gi" : "512Mi"),
                            "requests", Map.of("cpu", "100m", "memory", mine ? "1Gi" : "512Mi")));
        }
    }

    /** A pod reads its settings at start, so other settings must be another pod, and the same settings the same pod. */
    @Test
    void onlyPodsWhoseSettingsChangeAreReplaced() {
        var before = Charts.manifests("plain");
        var after = Charts.manifests(Values.with(Charts.values("plain"), "abandonedTenants", List.of("12345")));

        for (var deployment : Manifest.ofKind(before, "Deployment")) {
            var now = Manifest.get(after, "Deployment", deployment.name());
            assertThat(now.body().equals(deployment.body()))
                    .as(deployment.name())
                    .isEqualTo(!deployment.component().equals("mapper"));
        }
    }

    private static boolean changes(String example, String path) {
        var values = Charts.values(example);
        var other = OTHERS.getOrDefault(path, other(Values.at(values, path)));
        try {
            return !withoutDigests(Charts.render(Values.with(values, path, other)))
                    .equals(withoutDigests(Charts.rendered(example)));
        } catch (IllegalStateException refused) {
            return false; // not valid in this example
        }
    }

    /** A name or an annotation that only says that something else has changed is no effect. */
    private static String withoutDigests(String rendered) {
        return rendered.replaceAll("(companion-prepare-(?!later)|checksum/config: )[0-9a-f]+", "$1");
    }

    private static Object other(Object value) {
        return switch (value) {
            case Boolean yes -> !yes;
            case Integer number -> number > 1 ? number - 1 : number + 1;
            case Map<?, ?> map -> Map.of("other", "other");
            case null, default -> "other";
        };
    }
}
