package dev.companion.mapper.domain.settings;

/**
 * How the lists of a tenant are observed.
 *
 * @param userEmails whether e-mail addresses of Datto RMM users are published
 * @param guardFloor how many deletions of one kind in 24 hours are always accepted
 * @param guardPercent how many percent of the known rows in 24 hours are accepted, if that is more
 */
public record ObservationSettings(boolean userEmails, int guardFloor, int guardPercent) {

    /** In force until a person saves others: no address is published, and a bad response deletes little. */
    public static final ObservationSettings INITIAL = new ObservationSettings(false, 5, 20);

    public static final int FLOOR_MAX = 1_000;
    public static final int PERCENT_MAX = 100;
}
