package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Job that creates topics and schemas: before the release where it can be, and part of it where it cannot. */
class ChartPrepareTest {

    private static final Set<String> LATER = Set.of("strimzi-mtls", "strimzi-scram", "confluent");
    private static final List<String> OF_THE_JOB = List.of("ServiceAccount", "ConfigMap", "NetworkPolicy");

    static List<String> examples() {
        return Charts.examples().stream()
                .filter(example -> !List.of("msk", "standalone").contains(example)) // they have none
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatNeedsOtherObjectsFirstIsNoHook(String example) {
        var job = job(Charts.manifests(example));

        assertThat(job.isHook()).isEqualTo(!LATER.contains(example));
        assertThat(job.name()).matches(job.isHook() ? "companion-prepare" : "companion-prepare-[0-9a-f]{8}");
    }

    /** A policy of the release before would hold the Job; and Helm adopts no object that a hook has left under its name. */
    @ParameterizedTest
    @MethodSource("examples")
    void whatTheJobNeedsIsThereBeforeItAndUnderANameOfItsOwn(String example) {
        var all = Charts.manifests(example);
        var job = job(all);
        for (var kind : OF_THE_JOB) {
            var needed = Manifest.get(all, kind, job.isHook() ? "companion-prepare" : "companion-prepare-later");
            assertThat(needed.isHook()).as(kind).isEqualTo(job.isHook());
            if (job.isHook()) {
                assertThat(needed.map("metadata", "annotations"))
                        .as(kind)
                        .containsEntry(Charts.HOOK, "pre-install,pre-upgrade")
                        .containsEntry(Charts.HOOK + "-weight", "-10")
                        .containsEntry(Charts.HOOK + "-delete-policy", "before-hook-creation");
            }
        }
        if (job.isHook()) {
            assertThat(job.map("metadata", "annotations")).containsEntry(Charts.HOOK + "-weight", "-5");
        }
        assertThat(job.at("spec", "template", "spec", "serviceAccountName"))
                .isEqualTo(job.isHook() ? "companion-prepare" : "companion-prepare-later");
    }

    @Test
    void noOtherPolicyIsAHook() {
        assertThat(Manifest.ofKind(Charts.manifests("plain"), "NetworkPolicy"))
                .filteredOn(Manifest::isHook)
                .extracting(Manifest::component)
                .containsExactlyInAnyOrder("prepare", "doctor");
    }

    /** A Job that has failed stays as it is, so the next revision is another one. */
    @Test
    void everyRevisionRunsTheJobAgain() {
        var values = Charts.values("confluent");
        var first = job(Charts.manifests(revision(values, 1))).name();

        assertThat(job(Charts.manifests(values)).name()).isEqualTo(first);
        assertThat(job(Charts.manifests(revision(values, 1))).name()).isEqualTo(first);
        assertThat(job(Charts.manifests(revision(values, 2))).name()).isNotEqualTo(first);
    }

    /** The Job deletes a pod that runs at its own deadline, and with it the log. */
    @ParameterizedTest
    @MethodSource("examples")
    void aPodThatHangsFailsBeforeItsJobDoes(String example) {
        for (var seconds : List.of(30, 600)) {
            var job = job(Charts.manifests(Values.with(Charts.values(example), "prepare.deadlineSeconds", seconds)));

            assertThat((Integer) job.at("spec", "activeDeadlineSeconds")).isEqualTo(seconds);
            assertThat((Integer) job.at("spec", "template", "spec", "activeDeadlineSeconds"))
                    .isEqualTo(seconds / 10 * 9);
        }
    }

    @Test
    void noJobIfTopicsAreMadeByOtherMeans() {
        assertThat(Manifest.ofKind(Charts.manifests("msk"), "Job")).isEmpty();
    }

    private static Map<String, Object> revision(Map<String, Object> values, int revision) {
        return Values.with(values, "global.revision", revision);
    }

    private static Manifest job(List<Manifest> all) {
        return Manifest.ofKind(all, "Job").getFirst();
    }
}
