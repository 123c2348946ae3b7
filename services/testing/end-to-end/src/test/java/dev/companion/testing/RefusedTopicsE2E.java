package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On one machine the broker is ours: a topic that stops the start can be mended all the same. */
@Tag("wide")
class RefusedTopicsE2E {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String SETTING = "delete.retention.ms";

    @TempDir
    private Path directory;

    @Test
    void aTopicThatStopsTheStartIsMendedWithTheBrokerAlone() throws Exception {
        try (var companion = CompanionProcess.startOnly(directory.resolve("data"), "broker")) {
            alter(companion, "5");
            companion.interrupt();

            assertThatThrownBy(companion::start)
                    .hasMessageContaining("companion.links.v1 has delete.retention.ms=5 (expected: 604800000)")
                    .hasMessageContaining("start with --only broker");

            var broker = CompletableFuture.runAsync(() -> companion.startOnly("broker"));
            await().atMost(SOON)
                    .until(() -> companion.said().contains("The broker goes on") || broker.isCompletedExceptionally());
            var doctor = companion.command("doctor");
            assertThat(doctor.said()).contains("--alter", "--add-config delete.retention.ms=604800000");
            alter(companion, "604800000");
            broker.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void alter(CompanionProcess companion, String value) throws Exception {
        try (var admin = Admin.create(companion.access().as("admin"))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.LINKS.name()),
                            List.of(new AlterConfigOp(new ConfigEntry(SETTING, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
