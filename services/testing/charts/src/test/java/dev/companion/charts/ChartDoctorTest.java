package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.operations.OperationsApplication;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code helm test} runs: the doctor, who asks everything and reaches what it asks. */
class ChartDoctorTest {

    static List<String> examples() {
        return Charts.examples().stream()
                .filter(example -> !example.equals("standalone")) // its broker is on loopback
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itIsATestAndWhatItNeedsIsThereBeforeIt(String example) {
        var all = Charts.manifests(example);
        var needed = new ArrayList<>(List.of("ServiceAccount", "ConfigMap"));
        if (!example.equals("msk")) {
            needed.add("NetworkPolicy");
        }
        for (var kind : needed) {
            assertThat(annotations(Manifest.get(all, kind, "companion-doctor")))
                    .containsEntry(Charts.HOOK, "test")
                    .containsEntry(Charts.HOOK + "-weight", "-5")
                    .containsEntry(Charts.HOOK + "-delete-policy", "before-hook-creation");
        }
        assertThat(annotations(doctor(all)))
                .containsEntry(Charts.HOOK, "test")
                .containsEntry(Charts.HOOK + "-weight", "0");
        assertThat(doctor(all).podSpec())
                .containsEntry("restartPolicy", "Never")
                .containsKey("activeDeadlineSeconds");
    }

    /** The program of the image itself reads them. */
    @ParameterizedTest
    @MethodSource("examples")
    void theDoctorUnderstandsItsArguments(String example) {
        var pod = doctor(Charts.manifests(example)).container();
        var arguments = strings(pod.get("args"));
        var out = new PrintWriter(new StringWriter());

        var parsed = OperationsApplication.commands(Map.of(), () -> Instant.EPOCH, out, out)
                .parseArgs(arguments.toArray(String[]::new))
                .subcommand();

        assertThat(pod.get("command")).isEqualTo(List.of("java", "@/app/operations"));
        assertThat((Object) parsed.matchedOptionValue("--bootstrap", ""))
                .isEqualTo(Values.at(Charts.values(example), "kafka.bootstrapServers"));
        assertThat((Object) parsed.matchedOptionValue("--skip", List.of())).isEqualTo(List.of("acls", "records"));
        for (var option : List.of("--credentials", "--registry-credentials")) {
            var file = parsed.matchedOptionValue(option, (Object) "").toString();
            assertThat(Manifest.listOf(pod.get("volumeMounts")))
                    .as(option)
                    .anyMatch(mount -> file.startsWith(mount.get("mountPath") + "/"));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itAsksTheHealthOfEveryService(String example) {
        var all = Charts.manifests(example);
        var asked = new TreeSet<String>();
        for (var service :
                strings(doctor(all).container().get("args")).getLast().split(",", -1)) {
            var name = service.replaceFirst("=.*", "");
            assertThat(service).isEqualTo("%s=http://companion-%1$s-management:9080".formatted(name));
            var leads = Manifest.get(all, "Service", "companion-%s-management".formatted(name));
            assertThat(leads.component()).isEqualTo(name);
            assertThat(leads.map("spec"))
                    .containsEntry("clusterIP", "None")
                    .containsEntry("publishNotReadyAddresses", true);
            assertThat(leads.list("spec", "ports"))
                    .singleElement()
                    .satisfies(port ->
                            assertThat(port).containsEntry("port", 9080).containsEntry("targetPort", "management"));
            asked.add(name);
        }
        assertThat(Manifest.ofKind(all, "Deployment"))
                .extracting(Manifest::component)
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void itIsAdmittedToHealthAndToNothingElse() {
        var all = Charts.manifests("external-scram");
        var labels = doctor(all).podLabels();
        for (var deployment : Manifest.ofKind(all, "Deployment")) {
            var policy = Manifest.get(all, "NetworkPolicy", deployment.name());
            var from = policy.rules("ingress", 9080).stream()
                    .flatMap(rule -> Manifest.listOf(rule.get("from")).stream())
                    .map(peer -> Charts.map(Charts.map(peer.get("podSelector")).get("matchLabels")))
                    .toList();
            assertThat(from)
                    .as(policy.name())
                    .singleElement()
                    .satisfies(selector -> assertThat(labels.entrySet()).containsAll(selector.entrySet()));
        }
        var policy = Manifest.get(all, "NetworkPolicy", "companion-doctor");
        assertThat(policy.list("spec", "ingress")).isEmpty();
        assertThat(policy.rules("egress", 9080)).hasSize(1);
        assertThat(Manifest.get(all, "NetworkPolicy", "companion-prepare").rules("egress", 9080))
                .isEmpty();
    }

    @Test
    void withoutTestsNothingOfItIsThere() {
        var all = Charts.manifests(Values.with(Charts.values("strimzi-mtls"), "tests.enabled", false));

        assertThat(all)
                .noneMatch(manifest ->
                        manifest.text().contains("doctor") || manifest.name().endsWith("-management"));
    }

    private static Manifest doctor(List<Manifest> all) {
        return Manifest.get(all, "Pod", "companion-doctor");
    }

    private static Map<String, Object> annotations(Manifest manifest) {
        return manifest.map("metadata", "annotations");
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }
}
