package dev.companion.operations.admin;

import dev.companion.operations.connection.Connection;
import dev.companion.operations.connection.ConnectionOptions;
import dev.companion.operations.domain.Outcome;
import dev.companion.runtime.contract.ContractException;
import dev.companion.runtime.contract.SchemaContract;
import dev.companion.runtime.failure.CertificateWords;
import dev.companion.serde.RegistryException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Topics, access rights and schemas of a cluster, from the catalogue of this build. */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        description = {
            "Compares topics, access rights or schemas with the catalogue, and creates what is missing.",
            "Deletes nothing, and changes neither partitions nor settings of a topic.",
            ""
        },
        footer = {
            "",
            "  plan   what differs, and what a person may type instead",
            "  apply  creates what is missing, says what on standard error, then compares again",
            "  check  what differs, one line each",
            "",
            "Exit code: 0 the same, 2 differs, 3 refused, 1 no answer, 64 wrong arguments."
        })
public final class AdminCommand implements Callable<Integer> {

    /** No answer, so that it is not known what differs. */
    private static final int NO_ANSWER = 1;

    private static final Duration APPLIED_POLL = Duration.ofMillis(200);
    private static final int APPLIED_LOOKS = 100;

    enum Of {
        TOPICS,
        ACLS,
        SCHEMAS
    }

    enum Action {
        PLAN,
        APPLY,
        CHECK
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "topics|acls|schemas", description = "what is compared")
    private Of of = Of.TOPICS;

    @Parameters(index = "1", paramLabel = "plan|apply|check", description = "what is done")
    private Action action = Action.CHECK;

    @Mixin
    private ConnectionOptions options = new ConnectionOptions();

    @Option(
            names = "--principals",
            split = ",",
            paramLabel = "NAME",
            description =
                    "acls: only the rights of these, such as poller,mapper (all of the catalogue, registry and reader included)")
    private List<String> principals = List.of();

    @Option(
            names = "--anonymous",
            description = "acls: clients without credentials may read the public topics, as in the demo")
    private boolean anonymous;

    private final Map<String, String> environment;

    /** @param environment variables of this process */
    public AdminCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        Rights.refusal(principals).ifPresent(because -> {
            throw new ParameterException(commandLine(), because);
        });
        try {
            return run(options.connection(environment));
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException
                | ContractException
                | SchemaContract.NotReachable
                | UncheckedIOException
                | BindException e) {
            return failed(e);
        }
    }

    private int run(Connection connection) throws ExecutionException, InterruptedException {
        if (of == Of.SCHEMAS) {
            return run(new Schemas(connection));
        }
        try (var admin = connection.admin()) {
            return run(
                    of == Of.TOPICS
                            ? new Topics(connection, admin)
                            : new Rights(connection, admin, principals, anonymous));
        }
    }

    private int run(Applicable job) throws ExecutionException, InterruptedException {
        var before = job.plan();
        var plan = before;
        if (action == Action.APPLY && plan.applies()) {
            job.apply();
            // Every broker learns of it on its own, a moment later.
            for (var looks = 0; looks < APPLIED_LOOKS; looks++) {
                plan = job.plan();
                if (!plan.applies() || plan.outcome() == Outcome.REFUSED) {
                    break;
                }
                Thread.sleep(APPLIED_POLL);
            }
            before.applied(plan).forEach(commandLine().getErr()::println);
        }
        (action == Action.CHECK ? plan.summary() : plan.details()).forEach(out()::println);
        out().flush();
        return plan.outcome().exitCode();
    }

    private int failed(Throwable cause) {
        var isRefused = cause instanceof AuthorizationException
                || cause instanceof AuthenticationException
                || cause instanceof SecurityDisabledException
                || cause instanceof ContractException
                || cause instanceof RegistryException registry && !registry.isRetryable();
        commandLine().getErr().println((isRefused ? "refused: " : "no answer: ") + words(cause));
        return isRefused ? Outcome.REFUSED.exitCode() : NO_ANSWER;
    }

    private static String words(Throwable cause) {
        var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        var truststore = cause instanceof RegistryException || cause instanceof SchemaContract.NotReachable
                ? "schema.registry.ssl.truststore.location"
                : "ssl.truststore.location";
        var certificate = CertificateWords.of(cause, truststore);
        if (certificate.isPresent()) {
            return message + ": " + certificate.get();
        }
        return cause instanceof BindException && cause.getCause() != null
                ? message + ": " + cause.getCause().getMessage()
                : message;
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("not run as a command");
        }
        return spec.commandLine();
    }
}
