package dev.companion.operations.connection;

import dev.companion.operations.domain.Outcome;
import dev.companion.runtime.contract.ContractException;
import dev.companion.runtime.contract.SchemaContract;
import dev.companion.serde.RegistryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.springframework.boot.context.properties.bind.BindException;

/** What a command says and with which code it ends. */
public final class Answer {

    /** No answer of cluster or registry, or a disk that cannot be written: it is not done, and may be tried again. */
    private static final int NO_ANSWER = 1;

    /** What a command does. */
    @FunctionalInterface
    public interface Work {

        void run() throws IOException, ExecutionException, InterruptedException;
    }

    private Answer() {}

    /** Runs it. Returns the exit code. */
    public static int of(PrintWriter err, Work work) throws InterruptedException {
        try {
            work.run();
            return Outcome.SAME.exitCode();
        } catch (CommandRefused e) {
            e.reasons().forEach(reason -> err.println("refused: " + reason));
            return Outcome.REFUSED.exitCode();
        } catch (ExecutionException e) {
            return failed(err, e.getCause() == null ? e : e.getCause());
        } catch (IOException
                | UncheckedIOException
                | KafkaException
                | ContractException
                | SchemaContract.NotReachable
                | BindException e) {
            return failed(err, e);
        }
    }

    private static int failed(PrintWriter err, Throwable cause) {
        var rights = cause instanceof AuthorizationException || cause.getCause() instanceof AuthorizationException;
        if (rights) {
            err.println(
                    "refused: %s. The command needs the credentials of admin, which grant themselves what they need, or --granted and credentials that may read, and for a restore write, all topics companion…"
                            .formatted(words(cause)));
            return Outcome.REFUSED.exitCode();
        }
        var refused = cause instanceof AuthenticationException
                || cause instanceof ContractException
                || cause instanceof RegistryException registry && !registry.isRetryable();
        err.println((refused ? "refused: " : "not done: ") + words(cause));
        return refused ? Outcome.REFUSED.exitCode() : NO_ANSWER;
    }

    private static String words(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
