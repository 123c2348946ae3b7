package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything in one pod: its data outlives it, and never two pods have it. */
class ChartStandaloneTest {

    private static final List<Manifest> ALL = Charts.manifests("standalone");
    private static final Manifest POD = Manifest.get(ALL, "StatefulSet", "companion-standalone");
    private static final Path DOCKERFILE = Path.of("../../../deploy/docker/Dockerfile");

    @Test
    void oneWorkloadAndNoJobThatWouldNeedAnotherBroker() {
        assertThat(Manifest.workloads(ALL)).containsExactly(POD);
        assertThat(ALL)
                .extracting(Manifest::kind)
                .containsExactlyInAnyOrder(
                        "ServiceAccount",
                        "ConfigMap",
                        "StatefulSet",
                        "PersistentVolumeClaim",
                        "Service",
                        "Ingress",
                        "NetworkPolicy",
                        "PodMonitor");
    }

    /** A StatefulSet ends the old pod before it starts a new one; a second one could not have the volume's data. */
    @Test
    void thereIsNeverMoreThanOnePod() {
        assertThat(POD.at("spec", "replicas")).isEqualTo(1);
        assertThat(POD.at("spec", "serviceName"))
                .isEqualTo(Manifest.get(ALL, "Service", "companion-standalone").name());
        assertThat((Integer) POD.podSpec().get("terminationGracePeriodSeconds")).isGreaterThanOrEqualTo(60);
    }

    @Test
    void theDataIsOnAVolumeThatOutlivesTheRelease() {
        var claim = Manifest.get(ALL, "PersistentVolumeClaim", "companion-standalone");

        assertThat(claim.map("metadata", "annotations")).containsEntry("helm.sh/resource-policy", "keep");
        assertThat(POD.volumes())
                .contains(Map.of("name", "data", "persistentVolumeClaim", Map.of("claimName", claim.name())));
        assertThat(claim.map("spec"))
                .containsEntry("resources", Map.of("requests", Map.of("storage", "10Gi")))
                .doesNotContainKey("storageClassName");
    }

    @Test
    void aClaimThatIsThereAlreadyIsUsed() {
        var all = Charts.manifests(
                Values.with(Charts.values("standalone"), "standalone.storage.existingClaim", "old-data"));

        assertThat(Manifest.ofKind(all, "PersistentVolumeClaim")).isEmpty();
        assertThat(Manifest.ofKind(all, "StatefulSet").getFirst().volumes())
                .contains(Map.of("name", "data", "persistentVolumeClaim", Map.of("claimName", "old-data")));
    }

    /**
     * Keys and passwords are for their owner alone, and a start refuses anything else. A volume whose group is set is
     * for the group; so the data is in a directory on it, and the volume is changed once, while it is empty.
     */
    @Test
    void keysAndPasswordsStayForTheirOwnerAlone() {
        var security = Charts.map(POD.podSpec().get("securityContext"));
        var settings = Manifest.get(ALL, "ConfigMap", "companion-standalone").map("data");

        assertThat(security).containsEntry("fsGroupChangePolicy", "OnRootMismatch");
        assertThat(Charts.text(DOCKERFILE)).contains("Companion up --data /data/companion'");
        assertThat(Manifest.listOf(POD.container().get("volumeMounts")))
                .contains(Map.of("name", "data", "mountPath", "/data"));
        assertThat(settings)
                .containsEntry("COMPANION_KAFKA_CREDENTIALS", "/data/companion/credentials/admin/client.properties");
    }

    /** Without an address, it would listen on loopback, where neither probe nor proxy reach it. */
    @Test
    void pagesAndHealthAreReachedAndTheBrokerIsNot() {
        var settings = Manifest.get(ALL, "ConfigMap", "companion-standalone").map("data");
        var policy = Manifest.get(ALL, "NetworkPolicy", "companion-standalone");

        assertThat(settings)
                .containsEntry("COMPANION_BIND", "0.0.0.0")
                .containsEntry("COMPANION_HTTP_HOSTNAMES", "companion.example.com")
                .containsEntry("SERVER_FORWARDHEADERSSTRATEGY", "native")
                .containsEntry("COMPANION_POLL_INTERVAL", "60s");
        assertThat(Manifest.listOf(POD.container().get("ports")))
                .extracting(port -> port.get("containerPort"))
                .containsExactly(8080, 9080);
        assertThat(policy.rules("ingress", 8080)).hasSize(1);
        assertThat(policy.rules("ingress", 9080)).hasSize(1);
        assertThat(policy.list("spec", "ingress")).hasSize(2);
        assertThat(policy.list("spec", "egress")).hasSize(2); // names, and the vendors
    }

    /** It is not ready while any service is not; the pages say more about that than a proxy. */
    @Test
    void thePagesAreReachedAlsoWhileItIsNotReady() {
        assertThat(Manifest.get(ALL, "Service", "companion-standalone").map("spec"))
                .containsEntry("publishNotReadyAddresses", true);
        assertThat(Manifest.get(Charts.manifests("plain"), "Service", "companion-console")
                        .map("spec"))
                .doesNotContainKey("publishNotReadyAddresses");
    }

    /** 963 MB were measured with an idle installation. */
    @Test
    void itHasTheMemoryThatWasMeasuredAndSome() {
        assertThat(POD.container().get("resources"))
                .isEqualTo(Map.of(
                        "requests", Map.of("cpu", "500m", "memory", "1536Mi"), "limits", Map.of("memory", "1536Mi")));
    }
}
