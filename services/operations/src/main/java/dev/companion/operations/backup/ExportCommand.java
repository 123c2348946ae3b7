package dev.companion.operations.backup;

import dev.companion.operations.connection.Answer;
import dev.companion.operations.connection.ClusterOptions;
import dev.companion.operations.connection.CommandRefused;
import dev.companion.operations.connection.CommittedRecords;
import dev.companion.operations.domain.backup.Content;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a backup. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes all state of an installation to a file that only its owner can read.",
            "Stop poller, mapper, provisioner and event-resolver before; the console may continue.",
            ""
        })
final class ExportCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final int TRIES_STOPPED = 30;
    private static final int TRIES_MAX = 1_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "a new file")
    private Path to = Path.of("");

    @Option(
            names = "--tenant",
            paramLabel = "UID",
            description =
                    "only the records of one tenant, for a person to read; it cannot be restored (${DEFAULT-VALUE})")
    private String tenant = ALL;

    @Option(
            names = "--live",
            description = "services may run: tries until nothing was decided while everything was read, or gives up")
    private boolean live;

    @Option(names = "--tries", paramLabel = "N", description = "tries of --live (${DEFAULT-VALUE})")
    private int tries = 20;

    @Option(names = "--skip-unreadable", description = "leaves records out that cannot be read, and counts them")
    private boolean skipUnreadable;

    private final Map<String, String> environment;
    private final InstantSource clock;

    ExportCommand(Map<String, String> environment, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not run as a command");
        }
        var out = spec.commandLine().getOut();
        return Answer.of(spec.commandLine().getErr(), () -> export(out));
    }

    private void export(PrintWriter out) throws IOException, ExecutionException, InterruptedException {
        if (Files.exists(to)) {
            throw new CommandRefused("%s exists, and no file is replaced: choose another name".formatted(to));
        }
        if (tries < 1 || tries > TRIES_MAX) {
            throw new CommandRefused("--tries %d (expected: 1 to %d)".formatted(tries, TRIES_MAX));
        }
        var connection = cluster.connection(environment);
        var whole = tenant.equals(ALL);
        try (var admin = connection.admin()) {
            if (whole && !live) {
                Export.refuseMembers(admin);
            }
            try (var _ = cluster.toRead(admin);
                    var records = new CommittedRecords(connection)) {
                var options = new Export.Options(
                        to,
                        whole ? null : tenant,
                        live,
                        live ? tries : TRIES_STOPPED, // a service that was killed leaves a transaction for some seconds
                        skipUnreadable,
                        product());
                say(new Export(connection, admin, records, options, clock).write(), out);
            }
        }
    }

    private static String product() {
        return Optional.ofNullable(ExportCommand.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
    }

    private void say(Export.Written written, PrintWriter out) {
        var manifest = written.manifest();
        out.println("%s: %d records of %d topics and %d changelogs, %d bytes"
                .formatted(
                        to,
                        manifest.records(),
                        manifest.count(Content.STATE) + manifest.count(Content.HISTORY),
                        manifest.count(Content.CHANGELOG),
                        written.bytes()));
        if (!manifest.keyIds().isEmpty()) {
            out.println(
                    "credentials stay sealed with key %s: back up the private keyset apart, without it they cannot be opened"
                            .formatted(manifest.keyIds().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))));
        }
        if (written.undecided() > 0) {
            out.println("warning: %d requests are not decided yet; they are not in it".formatted(written.undecided()));
        }
        if (written.skipped() > 0) {
            out.println("warning: %d records could not be read; they are not in it".formatted(written.skipped()));
        }
        if (manifest.tenant() != null) {
            out.println("only what topics say of one tenant: for a person, it cannot be restored");
        }
        out.flush();
    }
}
