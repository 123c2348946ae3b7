package dev.companion.resolver.domain;

import java.time.Duration;

/**
 * How long something has to be so before it is told, so that nothing flaps.
 *
 * @param credentials a rejected key, and likewise one that is accepted again
 * @param quota a quota that has no room, and likewise one that has room again
 * @param unknown an outcome that nobody knows; longer than two finds take
 * @param order an action that was ordered and of which nothing is heard
 */
public record Patience(Duration credentials, Duration quota, Duration unknown, Duration order) {

    /** What suits the vendors' own times. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(20));

    /** Deletions are published once they were confirmed by sweeps, which may be a quarter of an hour apart. */
    private static final Duration DELETIONS = Duration.ofHours(6);

    /** How long an action of which nothing is heard is waited for. */
    Duration of(DiscrepancyType type, Action action) {
        return switch (type) {
            case CREDENTIALS_FAILING -> credentials.multipliedBy(2);
            case MASS_DELETION_SUSPECTED -> action == Action.APPROVE ? DELETIONS : order;
            default -> order;
        };
    }
}
