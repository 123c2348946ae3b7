package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each release says for each service whether old and new pods may run side by side. */
class ChartRolloutTest {

    private static final Map<String, Object> ROLLOUT =
            Charts.read(Charts.SOURCE.resolve("companion/files/rollout.yaml"));

    @Test
    void aReleaseSaysItForEachServiceAndWhyWhenAllPodsEndFirst() {
        assertThat(ROLLOUT)
                .containsOnlyKeys(Manifest.ofKind(Charts.manifests("plain"), "Deployment").stream()
                        .map(Manifest::component)
                        .toList());
        ROLLOUT.forEach((service, value) -> {
            var rollout = Charts.map(value);
            assertThat(rollout.get("kind")).as(service).isIn("RollingUpdate", "Recreate");
            assertThat(rollout.containsKey("because"))
                    .as("%s: why", service)
                    .isEqualTo("Recreate".equals(rollout.get("kind")));
        });
    }

    @Test
    void aDeploymentIsReplacedAsTheReleaseAsksFor() {
        for (var deployment : Manifest.ofKind(Charts.manifests("plain"), "Deployment")) {
            assertThat(deployment.at("spec", "strategy", "type"))
                    .as(deployment.name())
                    .isEqualTo(Charts.map(ROLLOUT.get(deployment.component())).get("kind"));
        }
    }

    /** Kubernetes refuses the numbers of a rolling update beside Recreate. */
    @Test
    void aValueTakesPrecedence() {
        var all = Charts.manifests(Values.with(Charts.values("plain"), "provisioner.strategy", "Recreate"));

        assertThat(Manifest.get(all, "Deployment", "companion-provisioner").map("spec", "strategy"))
                .isEqualTo(Map.of("type", "Recreate"));
        for (var name : List.of("companion-event-resolver", "companion-console")) {
            assertThat(Manifest.get(all, "Deployment", name).map("spec", "strategy"))
                    .containsEntry("rollingUpdate", Map.of("maxSurge", 1, "maxUnavailable", 0));
        }
    }
}
