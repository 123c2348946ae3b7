package dev.companion.console.web.settings;

import dev.companion.console.domain.tenant.TenantSettings.Observation;
import dev.companion.console.web.problem.ApiProblem;
import org.jspecify.annotations.Nullable;

/**
 * The synchronisation settings; whatever is null stays as it is.
 *
 * @param userEmails whether e-mail addresses of Datto RMM users are published
 * @param guardFloor number of deletions of one list in 24 hours that are always accepted, 0 to 1,000
 * @param guardPercent percentage of a list that is accepted as deleted in 24 hours, if that is more, 0 to 100
 */
record ObservationBody(
        @Nullable Boolean userEmails,
        @Nullable Integer guardFloor,
        @Nullable Integer guardPercent) {

    /** @throws ApiProblem 400 if a number is out of range */
    Observation over(Observation present) {
        return new Observation(
                userEmails == null ? present.userEmails() : userEmails,
                within("guardFloor", guardFloor, present.guardFloor(), Observation.FLOOR_MAX),
                within("guardPercent", guardPercent, present.guardPercent(), Observation.PERCENT_MAX));
    }

    private static int within(String name, @Nullable Integer given, int present, int max) {
        if (given == null) {
            return present;
        }
        if (given < 0 || given > max) {
            throw ApiProblem.malformed("%s: %d".formatted(name, given), "0 to %,d".formatted(max));
        }
        return given;
    }
}
