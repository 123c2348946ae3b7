package dev.companion.operations.backup;

import dev.companion.operations.connection.Answer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a backup without any cluster. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the whole file, and says whether it is undamaged and this build can restore it. Needs no cluster.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {

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
                file.verify();
                out.println("%s: undamaged, %d records in %d files"
                        .formatted(
                                from,
                                file.manifest().records(),
                                file.manifest().parts().size()));
                out.flush();
            }
        });
    }
}
