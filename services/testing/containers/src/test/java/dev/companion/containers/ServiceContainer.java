package dev.companion.containers;

import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** The image of one service as the compose file runs it: by environment and files, on a read-only root, without rights. */
final class ServiceContainer extends GenericContainer<ServiceContainer> {

    private static final long MEMORY = 512L << 20;

    /** How long the compose file gives a service to end. */
    static final int GRACE_SECONDS = 20;

    /** @param credentials file with the properties of a Kafka client */
    ServiceContainer(String service, Network network, Path credentials, Path privateKeyset, Path publicKeyset) {
        super(Images.of(service));
        withImagePullPolicy(_ -> false);
        withNetwork(network);
        withEnv(Map.of(
                "COMPANION_KAFKA_BOOTSTRAPSERVERS", PasswordBroker.ADDRESS,
                "COMPANION_KAFKA_CREDENTIALS", "/credentials/client.properties",
                "COMPANION_REGISTRY_URL", "http://registry:8080/apis/ccompat/v7",
                "COMPANION_TOPICS_APPLY", "true", // it is alone: nothing else creates its topics
                "COMPANION_TOPICS_REPLICATION", "1",
                "SERVER_PORT", service.equals("console") ? "8080" : "9080"));
        withFileSystemBind(credentials.toString(), "/credentials/client.properties", BindMode.READ_ONLY);
        if (service.equals("console")) {
            withEnv("COMPANION_SECRETS_PUBLICKEYSET", "/keys/public/keyset.json");
            withFileSystemBind(publicKeyset.toString(), "/keys/public/keyset.json", BindMode.READ_ONLY);
        } else if (List.of("poller", "provisioner").contains(service)) {
            withEnv("COMPANION_SECRETS_PRIVATEKEYSET", "/keys/private/keyset.json");
            withFileSystemBind(privateKeyset.toString(), "/keys/private/keyset.json", BindMode.READ_ONLY);
        }
        withTmpFs(Map.of("/tmp", "size=64m,mode=1777"));
        withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                .withMemory(MEMORY)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true")));
    }

    /** What the image's own health check says; empty if all is well. */
    String trouble() {
        var checked = run("/app/healthy");
        return checked.getExitCode() == 0 ? "" : checked.getStdout() + checked.getStderr();
    }

    /** What a command in the container prints. */
    String printed(String... command) {
        return run(command).getStdout().strip();
    }

    private ExecResult run(String... command) {
        try {
            return execInContainer(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code docker stop} does it: SIGTERM, and SIGKILL after the time of grace. Returns the exit code. */
    long end() {
        getDockerClient()
                .stopContainerCmd(getContainerId())
                .withTimeout(GRACE_SECONDS)
                .exec();
        return Objects.requireNonNull(getCurrentContainerInfo().getState().getExitCodeLong());
    }
}
