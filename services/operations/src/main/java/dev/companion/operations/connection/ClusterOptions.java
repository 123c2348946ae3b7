package dev.companion.operations.connection;

import dev.companion.runtime.access.AccessRights;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which installation it is, and whose rights are used. */
public final class ClusterOptions {

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

    public Connection connection(Map<String, String> environment) {
        return options.connection(environment);
    }

    public TemporaryRights toRead(Admin admin) throws ExecutionException, InterruptedException {
        return granted ? TemporaryRights.none(admin) : TemporaryRights.toRead(admin, principal);
    }

    public TemporaryRights toRestore(Admin admin) throws ExecutionException, InterruptedException {
        return granted ? TemporaryRights.none(admin) : TemporaryRights.toRestore(admin, principal);
    }

    /** To read, and to send requests as the console does. */
    public TemporaryRights toRequest(Admin admin) throws ExecutionException, InterruptedException {
        return granted ? TemporaryRights.none(admin) : TemporaryRights.toRequest(admin, principal);
    }
}
