package dev.companion.runtime.failure;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;

/** A failure in words for people, as health and logs show it. */
public final class FailureWords {

    private static final int DEPTH_MAX = 50;

    /** How Kafka Streams says where a record or a timer failed. Other texts of it may quote keys and values. */
    private static final Pattern PLACE = Pattern.compile(
            "(stream-thread \\[[^]]*] )?(task \\[[^]]*] )?Exception caught (in process\\. taskId=|while punctuating processor ')");

    private FailureWords() {}

    /** What the root of the failure says: for what fails before any record is at hand. */
    public static String root(Throwable failure) {
        var root = chain(failure).getLast();
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /**
     * What failed and where, without contents of records: health has no password. What brokers, the registry, the network
     * and the class loader say is kept. Any other exception may quote a record, so its class alone is named; the log has the rest.
     */
    public static String withoutContents(Throwable failure) {
        var chain = chain(failure);
        var cause = said(chain.getLast());
        return chain.stream()
                .filter(FailureWords::quotesNothing)
                .map(FailureWords::said)
                .findFirst()
                .filter(place -> !place.equals(cause))
                .map(place -> "%s (%s)".formatted(cause, place))
                .orElse(cause);
    }

    /** From the failure to its root. */
    static Deque<Throwable> chain(Throwable failure) {
        var chain = new ArrayDeque<Throwable>();
        for (var each = failure; each != null && chain.size() < DEPTH_MAX; each = each.getCause()) {
            chain.addLast(each);
        }
        return chain;
    }

    private static String said(Throwable failure) {
        return quotesNothing(failure)
                ? String.valueOf(failure.getMessage()).lines().findFirst().orElse("")
                : failure.getClass().getSimpleName();
    }

    private static boolean quotesNothing(Throwable failure) {
        var message = failure.getMessage();
        if (message == null || message.equals(String.valueOf(failure.getCause()))) {
            return false;
        }
        return switch (failure) {
            case StreamsException _ -> PLACE.matcher(message).lookingAt();
            case KafkaException _, LinkageError _ -> true;
            // A parser's failure is an IOException too, and quotes what it could not read.
            case IOException _ -> failure.getClass().getPackageName().startsWith("java.");
            default -> false;
        };
    }
}
