package dev.companion.operations.backup;

import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Writes, checks and restores backups. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Writes all state of an installation to one file, and a file back to an empty installation.",
            "",
            "In it: all state topics, the changelogs, the audit trail and published changes.",
            "Not in it: requests, intents, outcomes and claims on their way, and dead letters, since none of them may be",
            "decided a second time; keysets, passwords and settings, which are backed up apart.",
            ""
        },
        footer = {"", "Exit code: 0 done, 3 refused, 1 no answer or not written, 64 wrong arguments."})
public final class BackupCommand {

    private BackupCommand() {}

    /** @param environment variables of this process */
    public static CommandLine commandLine(Map<String, String> environment, InstantSource clock) {
        return new CommandLine(new BackupCommand())
                .addSubcommand(new ExportCommand(environment, clock))
                .addSubcommand(new RestoreCommand(environment))
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new ListCommand());
    }
}
