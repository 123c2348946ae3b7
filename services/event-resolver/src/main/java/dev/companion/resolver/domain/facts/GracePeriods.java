package dev.companion.resolver.domain.facts;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;

/**
 * How long a condition must last before it is reported, so that a discrepancy does not open and close repeatedly.
 *
 * @param credentials for a rejected key, and for one that is accepted again
 * @param quota for an exhausted quota, and for one that has room again
 * @param unknown for an unknown outcome; longer than two finds take
 * @param action for an action that was started and about which nothing is reported
 */
public record GracePeriods(Duration credentials, Duration quota, Duration unknown, Duration action) {

    public static final GracePeriods DEFAULT = new GracePeriods(
            Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(20));

    /** Deletions are published after sweeps have confirmed them, and sweeps may be a quarter of an hour apart. */
    private static final Duration DELETIONS = Duration.ofHours(6);

    /** Returns after how long an action without any report counts as failed. */
    public Duration of(DiscrepancyType type, ResolutionAction started) {
        return switch (type) {
            case CREDENTIALS_FAILING -> credentials.multipliedBy(2);
            case MASS_DELETION_SUSPECTED -> started == ResolutionAction.APPROVE ? DELETIONS : action;
            default -> action;
        };
    }
}
