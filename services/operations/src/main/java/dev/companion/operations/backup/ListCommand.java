package dev.companion.operations.backup;

import dev.companion.operations.connection.Answer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is in a backup. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"Prints what the manifest of a backup says. Needs no cluster.", ""})
final class ListCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "a backup")
    private Path from = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not run as a command");
        }
        var out = spec.commandLine().getOut();
        return Answer.of(spec.commandLine().getErr(), () -> {
            try (var file = BackupFile.open(from, Installation.contents())) {
                var manifest = file.manifest();
                out.println("created   " + manifest.created());
                out.println("version   %s, format %d".formatted(manifest.product(), manifest.format()));
                out.println("cluster   " + manifest.cluster());
                out.println("tenant    " + (manifest.tenant() == null ? "all" : manifest.tenant()));
                out.println("sealed by "
                        + manifest.keyIds().stream().map(id -> "key " + id).collect(Collectors.joining(", ")));
                manifest.parts()
                        .forEach(part -> out.println("%,10d  %-9s  %s"
                                .formatted(
                                        part.records(), part.content().name().toLowerCase(Locale.ROOT), part.topic())));
                out.flush();
            }
        });
    }
}
