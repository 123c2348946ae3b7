package dev.companion.console.domain.tenant;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of resets of a tenant.
 *
 * @param underWay the reset in progress; null if there is none
 * @param last the newest one that is done; null if none is on the audit trail
 */
public record Resets(@Nullable UnderWay underWay, @Nullable Done last) {

    public static final Resets NONE = new Resets(null, null);

    /** The services that erase what they hold before the reset ends. */
    private static final List<String> SERVICES = List.of("poller", "provisioner", "event-resolver");

    /**
     * A reset in progress.
     *
     * @param requestId the request for it
     * @param startedAt when it was requested
     * @param erased the services that have stopped and erased what they held
     */
    public record UnderWay(String requestId, Instant startedAt, List<String> erased) {

        public UnderWay {
            erased = List.copyOf(erased);
        }

        /** The services that are still at work. */
        public List<String> waitingFor() {
            return SERVICES.stream()
                    .filter(service -> !erased.contains(service))
                    .toList();
        }

        /** How far it is, for people. */
        public String words() {
            return SERVICES.stream()
                    .map(service -> service + (erased.contains(service) ? " done" : " at work"))
                    .collect(Collectors.joining(", ", "Erasing: ", "."));
        }
    }

    /**
     * A reset that is done.
     *
     * @param by last four characters of the key that requested it
     * @param receipt the erased keys of each topic, as the audit trail has them
     * @param kept what is kept, and until when
     */
    public record Done(Instant at, String by, String receipt, String kept) {}

    /** Whether what was requested at this time was erased since. */
    public boolean erasedSince(Instant requestedAt) {
        return last != null && !last.at().isBefore(requestedAt);
    }
}
