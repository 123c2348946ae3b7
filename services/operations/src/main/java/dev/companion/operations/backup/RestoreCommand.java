package dev.companion.operations.backup;

import dev.companion.operations.connection.Answer;
import dev.companion.operations.connection.ClusterOptions;
import dev.companion.operations.connection.CommandRefused;
import dev.companion.operations.connection.CommittedRecords;
import dev.companion.operations.domain.backup.RestoreRules;
import dev.companion.runtime.sealing.KeysetException;
import dev.companion.runtime.sealing.KeysetFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Restores a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a backup to an installation whose topics exist (admin topics apply, admin schemas apply) and are empty,",
            "before its services are started for the first time. All of it is written, or nothing.",
            "The installation that the backup is from must never run again: both would change the same vendors.",
            ""
        })
final class RestoreCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "a backup of a whole installation")
    private Path from = Path.of("");

    @Option(
            names = "--private-keyset",
            paramLabel = "FILE",
            description = "the keyset that opens, to see that it can (COMPANION_SECRETS_PRIVATEKEYSET)")
    private @Nullable Path privateKeyset;

    @Option(
            names = "--without-keyset",
            description = "the keyset is lost: restores everything else, and all credentials must be entered again")
    private boolean withoutKeyset;

    private final Map<String, String> environment;

    RestoreCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not run as a command");
        }
        var out = spec.commandLine().getOut();
        return Answer.of(spec.commandLine().getErr(), () -> restore(out));
    }

    private void restore(PrintWriter out) throws IOException, ExecutionException, InterruptedException {
        var connection = cluster.connection(environment);
        try (var file = BackupFile.open(from, Installation.contents());
                var admin = connection.admin();
                var restore = new Restore(connection, admin, file)) {
            var keyset =
                    privateKeyset == null ? connection.properties().secrets().privateKeyset() : privateKeyset;
            var keys = keyset == null || withoutKeyset ? null : keyIds(keyset);
            CommandRefused.unlessEmpty(RestoreRules.refusedKeys(file.manifest(), keys));
            file.verify();
            restore.refuseTarget();
            try (var _ = cluster.toRestore(admin);
                    var records = new CommittedRecords(connection)) {
                restore.endFormer();
                restore.refuseOccupied(records);
                restore.createChangelogs();
                var differences = restore.differences(records, restore.write());
                if (!differences.isEmpty()) {
                    differences.forEach(each -> out.println("differs: " + each));
                    throw new CommandRefused(
                            "what was written is not what is read back: do not start the services. Delete the topics, create them again, and restore again");
                }
            }
            out.println("restored: %d records of %d topics, read back and equal"
                    .formatted(
                            file.manifest().records(), file.manifest().parts().size()));
            if (keys == null && !file.manifest().keyIds().isEmpty()) {
                out.println("credentials are sealed with key %s: the keyset was not looked at"
                        .formatted(file.manifest().keyIds().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))));
            }
            out.println(
                    "start all services but the provisioner, look at Events when two sweeps have ended, then start the provisioner");
            out.flush();
        }
    }

    private static Set<Long> keyIds(Path keyset) {
        if (!Files.isReadable(keyset)) {
            throw new CommandRefused("keyset %s cannot be read".formatted(keyset));
        }
        try {
            return KeysetFiles.listPrivate(keyset).stream()
                    .map(KeysetFiles.SealingKey::id)
                    .collect(Collectors.toSet());
        } catch (KeysetException e) {
            throw new CommandRefused(String.valueOf(e.getMessage()));
        }
    }
}
