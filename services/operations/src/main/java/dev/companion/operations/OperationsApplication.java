package dev.companion.operations;

import dev.companion.operations.admin.AdminCommand;
import dev.companion.operations.backup.BackupCommand;
import dev.companion.operations.config.SystemClock;
import dev.companion.operations.doctor.DoctorCommand;
import dev.companion.operations.keys.KeysCommand;
import dev.companion.operations.loglevel.LogLevelCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The program {@code companion} for a person who runs an installation. */
@Command(
        name = "companion",
        mixinStandardHelpOptions = true,
        description = "Commands for an installation of Companion.",
        synopsisSubcommandLabel = "COMMAND")
public final class OperationsApplication {

    /** Usage errors; 2 means that something differs. */
    private static final int WRONG_ARGUMENTS = 64;

    private static final int FAILED = 70;
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private OperationsApplication() {}

    public static void main(String[] arguments) {
        // Before the first logger: what the clients log is not the answer to a question of a person.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "dev/companion/operations/quiet-logback.xml");
        }
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commands(System.getenv(), SystemClock.get(), out, err).execute(arguments));
    }

    /** @param environment variables of this process */
    public static CommandLine commands(
            Map<String, String> environment, InstantSource clock, PrintWriter out, PrintWriter err) {
        return new CommandLine(CommandSpec.forAnnotatedObject(new OperationsApplication()))
                .addSubcommand(new AdminCommand(environment))
                .addSubcommand(new DoctorCommand(environment, clock))
                .addSubcommand(new KeysCommand(environment, clock))
                .addSubcommand(new LogLevelCommand(environment))
                .addSubcommand(BackupCommand.commandLine(environment, clock))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, _) -> {
                    err.println(e.getMessage());
                    err.println("See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
                    return WRONG_ARGUMENTS;
                })
                .setExecutionExceptionHandler((e, _, _) -> {
                    err.println("failed: " + e);
                    return FAILED;
                });
    }
}
