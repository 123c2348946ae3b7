package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold between the objects of every example: a server accepts a selector that matches nothing, and so on. */
class ChartObjectsTest {

    private static final List<String> SERVICES =
            List.of("poller", "mapper", "provisioner", "event-resolver", "console");

    static List<String> examples() {
        return Charts.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everySelectorMatchesThePodsOfItsServiceOnly(String example) {
        var all = Charts.manifests(example);
        for (var manifest :
                Manifest.ofKind(all, "Deployment", "StatefulSet", "Service", "PodDisruptionBudget", "NetworkPolicy")) {
            var selector =
                    switch (manifest.kind()) {
                        case "Service" -> manifest.map("spec", "selector");
                        case "NetworkPolicy" -> manifest.map("spec", "podSelector", "matchLabels");
                        default -> manifest.map("spec", "selector", "matchLabels");
                    };
            assertThat(Manifest.workloads(all).stream()
                            .filter(workload -> workload.podLabels().entrySet().containsAll(selector.entrySet()))
                            .map(Manifest::component))
                    .as("%s %s", manifest.kind(), manifest.name())
                    .containsExactly(manifest.component());
        }
        for (var monitor : Manifest.ofKind(all, "PodMonitor")) {
            var selector = monitor.map("spec", "selector", "matchLabels");
            assertThat(Manifest.ofKind(all, "Deployment", "StatefulSet"))
                    .hasSize(isStandalone(example) ? 1 : SERVICES.size())
                    .allMatch(each -> each.podLabels().entrySet().containsAll(selector.entrySet()));
            assertThat(monitor.list("spec", "podMetricsEndpoints").getFirst()).containsEntry("port", "management");
        }
        for (var scaled : Manifest.ofKind(all, "ScaledObject")) {
            Manifest.get(all, "Deployment", (String) scaled.at("spec", "scaleTargetRef", "name"));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyServiceHasWhatItNeeds(String example) {
        var all = Charts.manifests(example);
        assertThat(Manifest.ofKind(all, "Deployment"))
                .extracting(Manifest::component)
                .containsExactlyInAnyOrderElementsOf(isStandalone(example) ? List.of() : SERVICES);
        for (var workload : Manifest.workloads(all)) {
            var account = (String) workload.podSpec().get("serviceAccountName");
            assertThat(Manifest.get(all, "ServiceAccount", account).body())
                    .containsEntry("automountServiceAccountToken", false);
            assertThat(account).startsWith(Charts.RELEASE + "-" + workload.component());
        }
        assertThat(Manifest.ofKind(all, "Secret", "ClusterRole", "Role", "RoleBinding"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void portsLeadToEachOther(String example) {
        var all = Charts.manifests(example);
        for (var deployment : Manifest.ofKind(all, "Deployment", "StatefulSet")) {
            var ports = ports(deployment);
            var settings = Manifest.get(all, "ConfigMap", deployment.name()).map("data");
            assertThat(ports).containsEntry("management", 9080);
            assertThat(settings)
                    .containsEntry(
                            isStandalone(example) ? "COMPANION_MANAGEMENT_PORT" : "MANAGEMENT_SERVER_PORT", "9080");
            assertThat(settings.get(isStandalone(example) ? "COMPANION_CONSOLE_PORT" : "SERVER_PORT"))
                    .isEqualTo(ports.getOrDefault("http", 9080).toString());
            for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(Charts.map(
                                Charts.map(deployment.container().get(probe)).get("httpGet")))
                        .as("%s of %s", probe, deployment.name())
                        .containsEntry("port", "management")
                        .containsEntry(
                                "path",
                                "/actuator/health/" + (probe.startsWith("readiness") ? "readiness" : "liveness"));
            }
        }
        for (var service : Manifest.ofKind(all, "Service")) {
            var behind = Manifest.ofKind(all, "Deployment", "StatefulSet").stream()
                    .filter(each -> each.component().equals(service.component()))
                    .toList();
            assertThat(behind).as(service.name()).hasSize(1);
            assertThat(ports(behind.getFirst())).containsKey((String)
                    service.list("spec", "ports").getFirst().get("targetPort"));
        }
        var service =
                Manifest.get(all, "Service", isStandalone(example) ? "companion-standalone" : "companion-console");
        var port = service.list("spec", "ports").getFirst();
        assertThat(port).containsEntry("targetPort", "http");
        for (var ingress : Manifest.ofKind(all, "Ingress")) {
            var rule = ingress.list("spec", "rules").getFirst();
            var path =
                    Manifest.listOf(Charts.map(rule.get("http")).get("paths")).getFirst();
            var backend = Charts.map(Charts.map(path.get("backend")).get("service"));
            assertThat(backend).containsEntry("name", service.name());
            assertThat(Charts.map(backend.get("port"))).containsEntry("name", port.get("name"));
            assertThat(ingress.list("spec", "tls").getFirst().get("hosts")).isEqualTo(List.of(rule.get("host")));
        }
    }

    /** A pod is restarted only after 30 s in which only a restart helps, and leaves the rollout only after 15 s of not being ready. */
    @ParameterizedTest
    @MethodSource("examples")
    void probesArePatient(String example) {
        for (var deployment : Manifest.ofKind(Charts.manifests(example), "Deployment")) {
            var console = deployment.component().equals("console");
            assertThat(patience(deployment, "startupProbe")).isEqualTo(300);
            assertThat(patience(deployment, "livenessProbe")).isEqualTo(30);
            assertThat(patience(deployment, "readinessProbe")).isEqualTo(console ? 10 : 15);
            assertThat((Integer) deployment.at("spec", "template", "spec", "terminationGracePeriodSeconds"))
                    .isGreaterThanOrEqualTo(20 + (console ? 5 : 0));
            // One pod more and none fewer; or all at once, since two versions must not run side by side
            // (ChartRolloutTest).
            var strategy = deployment.map("spec", "strategy");
            assertThat(strategy)
                    .isIn(
                            Map.of("type", "Recreate"),
                            Map.of(
                                    "type",
                                    "RollingUpdate",
                                    "rollingUpdate",
                                    Map.of("maxSurge", 1, "maxUnavailable", 0)));
            if (example.equals("oauth")) {
                assertThat(strategy).isEqualTo(Map.of("type", "Recreate"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPodMayDoAsLittleAsPossible(String example) {
        for (var workload : Manifest.workloads(Charts.manifests(example))) {
            var pod = workload.podSpec();
            assertThat(pod)
                    .as(workload.name())
                    .containsEntry("enableServiceLinks", false)
                    .containsEntry("automountServiceAccountToken", false)
                    .doesNotContainKeys("hostNetwork", "hostPID", "hostIPC");
            assertThat(Charts.map(pod.get("securityContext")))
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("runAsUser", 10001)
                    .containsEntry("fsGroup", 10001)
                    .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
            assertThat(Charts.map(workload.container().get("securityContext")))
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            var resources = Charts.map(workload.container().get("resources"));
            var limits = Charts.map(resources.get("limits"));
            var requests = Charts.map(resources.get("requests"));
            assertThat(limits).containsEntry("memory", requests.get("memory")).doesNotContainKey("cpu");
            assertThat(requests).containsKey("cpu");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyVolumeIsMountedAndNothingElse(String example) {
        for (var workload : Manifest.workloads(Charts.manifests(example))) {
            var mounts = Manifest.listOf(workload.container().get("volumeMounts"));
            var volumes = workload.volumes();
            assertThat(names(mounts)).as(workload.name()).isEqualTo(names(volumes));
            assertThat(mounts)
                    .allMatch(mount -> List.of("tmp", "data").contains(mount.get("name"))
                            || Boolean.TRUE.equals(mount.get("readOnly")));
            assertThat(mounts).noneMatch(mount -> mount.containsKey("subPath")); // it is not updated
        }
    }

    /** The console can seal and cannot open; mapper and event-resolver hold no key. */
    @ParameterizedTest
    @MethodSource("examples")
    void eachKeysetIsWhereItIsNeeded(String example) {
        var all = Charts.manifests(example);
        for (var workload : Manifest.workloads(all)) {
            var keys = workload.volumes().stream()
                    .filter(volume -> volume.get("name").equals("keys"))
                    .map(volume -> Charts.map(volume.get("secret")).get("secretName"))
                    .toList();
            assertThat(keys)
                    .as(workload.name())
                    .isEqualTo(
                            switch (workload.component()) {
                                case "poller", "provisioner" -> List.of("companion-keys-private");
                                case "console" -> List.of("companion-keys-public");
                                default -> List.of();
                            });
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aBudgetOnlyForMoreThanOnePod(String example) {
        var all = Charts.manifests(example);
        for (var deployment : Manifest.ofKind(all, "Deployment")) {
            var scaled = Manifest.find(all, "ScaledObject", deployment.name());
            var fewest = (Integer) scaled.map(each -> each.at("spec", "minReplicaCount"))
                    .orElseGet(() -> deployment.at("spec", "replicas"));
            assertThat(Manifest.find(all, "PodDisruptionBudget", deployment.name())
                            .isPresent())
                    .as(deployment.name())
                    .isEqualTo(fewest > 1);
            assertThat(deployment.map("spec").containsKey("replicas")).isEqualTo(scaled.isEmpty());
        }
        assertThat(Manifest.find(all, "ScaledObject", "companion-poller"))
                .isEmpty(); // it works by timers: its lag is 0
    }

    @ParameterizedTest
    @MethodSource("examples")
    void onlyThreeServicesReachTheVendors(String example) {
        var all = Charts.manifests(example);
        var policies = Manifest.ofKind(all, "NetworkPolicy");
        if (example.equals("msk")) {
            assertThat(policies).isEmpty();
            return;
        }
        assertThat(policies.stream().map(Manifest::component).collect(Collectors.toSet()))
                .isEqualTo(Manifest.workloads(all).stream()
                        .map(Manifest::component)
                        .collect(Collectors.toSet()));
        for (var policy : policies) {
            assertThat(policy.at("spec", "policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
            var open = policy.list("spec", "egress").stream()
                    .filter(rule -> String.valueOf(rule.get("to")).contains("0.0.0.0/0"))
                    .toList();
            var vendors =
                    Set.of("poller", "provisioner", "console", "standalone").contains(policy.component());
            var byName = Manifest.find(all, "CiliumNetworkPolicy", policy.name());
            assertThat(byName.isPresent()).isEqualTo(vendors && example.equals("oauth"));
            assertThat(open).hasSize(vendors && byName.isEmpty() ? 1 : 0);
            assertThat(open).allMatch(rule -> String.valueOf(rule.get("to")).contains("169.254.0.0/16"));
            assertThat(policy.map("spec")).containsKeys("ingress", "egress");
        }
    }

    @Test
    void brokersAndRegistryAreReachedOnThePortsOfTheirAddresses() {
        var policy = Manifest.get(Charts.manifests("oauth"), "NetworkPolicy", "companion-mapper");

        assertThat(policy.list("spec", "egress").stream()
                        .flatMap(rule -> Manifest.listOf(rule.get("ports")).stream())
                        .map(port -> port.get("port")))
                .containsExactly(53, 53, 9094, 443, 8443);
    }

    @Test
    void theVendorsAreReachedByNameIfTheClusterKnowsNames() {
        var egress = Manifest.get(Charts.manifests("oauth"), "CiliumNetworkPolicy", "companion-poller")
                .list("spec", "egress")
                .getLast();

        assertThat(Manifest.listOf(egress.get("toFQDNs")).stream()
                        .map(Map::values)
                        .toList())
                .hasToString("[[*.centrastage.net], [*.gravityzone.bitdefender.com], [*.*.gravityzone.bitdefender.com],"
                        + " [proxy.example.com], [rmm.example.com]]");
        assertThat(Manifest.listOf(Manifest.listOf(egress.get("toPorts"))
                                .getFirst()
                                .get("ports"))
                        .stream()
                        .map(port -> port.get("port")))
                .containsExactly("443", "8443");
    }

    @Test
    void anExternalSecretForEachSecretThatIsNamed() {
        var all = Charts.manifests("confluent");
        var named = new TreeSet<String>();
        for (var workload : Manifest.workloads(all)) {
            for (var volume : workload.volumes()) {
                if (volume.get("secret") != null) {
                    named.add((String) Charts.map(volume.get("secret")).get("secretName"));
                } else if (volume.get("projected") != null) {
                    for (var source :
                            Manifest.listOf(Charts.map(volume.get("projected")).get("sources"))) {
                        named.add((String) Charts.map(source.get("secret")).get("name"));
                    }
                }
            }
        }
        assertThat(Manifest.ofKind(all, "ExternalSecret"))
                .extracting(Manifest::name)
                .containsExactlyElementsOf(named);
    }

    private static boolean isStandalone(String example) {
        return example.equals("standalone");
    }

    private static Map<String, Integer> ports(Manifest workload) {
        return Manifest.listOf(workload.container().get("ports")).stream()
                .collect(Collectors.toMap(
                        port -> (String) port.get("name"), port -> (Integer) port.get("containerPort")));
    }

    private static int patience(Manifest deployment, String probe) {
        var numbers = Charts.map(deployment.container().get(probe));
        return (Integer) numbers.get("periodSeconds") * (Integer) numbers.get("failureThreshold");
    }

    private static Set<String> names(List<Map<String, Object>> named) {
        return new TreeSet<>(new ArrayList<>(named)
                .stream().map(each -> (String) each.get("name")).toList());
    }
}
