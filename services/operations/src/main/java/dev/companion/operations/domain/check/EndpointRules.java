package dev.companion.operations.domain.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an address can be reached, and how long its certificate is valid. */
public final class EndpointRules {

    private static final Duration RENEW = Duration.ofDays(21);

    /**
     * One address.
     *
     * @param whose such as broker
     * @param trouble why it cannot be reached; null if it can
     * @param step how far it got: name, TCP or TLS
     * @param certificateUntil end of the certificate; null without TLS
     */
    public record Endpoint(
            String whose,
            String hostPort,
            @Nullable String trouble,
            String step,
            @Nullable Instant certificateUntil) {}

    private EndpointRules() {}

    /** Whether none of the brokers can be reached. One that answers is enough to ask the cluster. */
    public static boolean areAway(Collection<Endpoint> brokers) {
        return !brokers.isEmpty() && brokers.stream().allMatch(broker -> broker.trouble() != null);
    }

    public static List<Finding> of(Endpoint endpoint, Instant now) {
        var what = "%s %s".formatted(endpoint.whose(), endpoint.hostPort());
        if (endpoint.trouble() != null) {
            var mend =
                    switch (endpoint.step()) {
                        case "name" ->
                            "correct the name, or the DNS of this machine (getent hosts NAME shows what it says)";
                        case "TCP" ->
                            "start it, correct the port, or open the way to it in firewalls and network policies";
                        default ->
                            "compare its certificate with the trust store of the clients (ssl.truststore.location): name, issuer, dates";
                    };
            return List.of(Finding.fault(
                    "address", what, "%s: %s".formatted(endpoint.step(), endpoint.trouble()), "a connection", mend));
        }
        var until = endpoint.certificateUntil();
        if (until == null) {
            return List.of();
        }
        var left = Duration.between(now, until);
        if (left.compareTo(RENEW) >= 0) {
            return List.of();
        }
        var mend = "renew it, then restart what uses it: clients do not read it again";
        return List.of(
                left.isNegative()
                        ? Finding.fault(
                                "address", what, "its certificate ended on " + until, "a valid certificate", mend)
                        : Finding.warning(
                                "address",
                                what,
                                "its certificate ends in %d days, on %s".formatted(left.toDays(), until),
                                "at least %d days".formatted(RENEW.toDays()),
                                mend));
    }
}
