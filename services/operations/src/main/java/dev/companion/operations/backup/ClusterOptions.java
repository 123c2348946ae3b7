package dev.companion.operations.backup;

import dev.companion.operations.connection.Connection;
import dev.companion.operations.connection.ConnectionOptions;
import dev.companion.runtime.access.AccessRights;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which installation it is, and whose rights are used. */
final class ClusterOptions {

    @Mixin
    private ConnectionOptions options = new ConnectionOptions();

    @Option(
            names = "--principal",
            paramLabel = "NAME",
            description =
                    "name of the credentials in the cluster; they grant themselves what the command needs, and take it back (${DEFAULT-VALUE})")
    private String principal = AccessRights.ADMIN;

    @Option(names = "--granted", description = "the credentials may read, and for a restore write, all topics already")
    private boolean granted;

    Connection connection(Map<String, String> environment) {
        return options.connection(environment);
    }

    TemporaryRights toRead(Admin admin) throws ExecutionException, InterruptedException {
        return granted ? TemporaryRights.none(admin) : TemporaryRights.toRead(admin, principal);
    }

    TemporaryRights toRestore(Admin admin) throws ExecutionException, InterruptedException {
        return granted ? TemporaryRights.none(admin) : TemporaryRights.toRestore(admin, principal);
    }
}
