package dev.companion.mapper.domain;

/**
 * How the lists of a tenant are observed.
 *
 * @param userEmails whether e-mail addresses of Datto RMM users are published
 * @param guardFloor so many deletions of one kind in 24 hours are always believed
 * @param guardPercent so many hundredths of the known rows in 24 hours are believed, where that is more
 */
public record ObservationSettings(boolean userEmails, int guardFloor, int guardPercent) {

    /** In force until somebody saves another: nobody's address leaves, and a bad answer deletes little. */
    public static final ObservationSettings INITIAL = new ObservationSettings(false, 5, 20);

    static final int FLOOR_MAX = 1_000;
    static final int PERCENT_MAX = 100;
}
