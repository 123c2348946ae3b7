package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.sweep.SweepVerdict;
import dev.companion.poller.domain.sweep.SweepVerdict.Flaw;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicion;
import org.jspecify.annotations.Nullable;

/** What a person reads about a list that is proved or likely to be wrong. */
final class ListSuspicion {

    private ListSuspicion() {}

    /** Returns null if nothing has to be said about the list. */
    static @Nullable String of(PollKind kind, SweepVerdict verdict) {
        return switch (verdict) {
            case SweepVerdict.Suspicious(var suspicion)
            when suspicion == Suspicion.MISSING_ROW_EXISTS ->
                ("%s sends a list of %s without many that exist. Companion does not use it to find deletions, and reads it"
                                + " again soon.")
                        .formatted(vendor(kind), rows(kind));
            case SweepVerdict.Suspicious(var suspicion)
            when suspicion == Suspicion.MISSING_ROWS_UNREADABLE ->
                ("%s sends a list of %s that lacks many, and does not answer when Companion asks for one of them."
                                + " Companion does not use the list to find deletions, and reads it again soon.")
                        .formatted(vendor(kind), rows(kind));
            case SweepVerdict.Partial(var flaw)
            when flaw == Flaw.PAGE_OF_ANOTHER_ACCOUNT ->
                ("%s sent %s of another account. Companion uses none of them, and reads the list again soon. Check the"
                                + " address and the key.")
                        .formatted(vendor(kind), rows(kind));
            case SweepVerdict _ -> null;
        };
    }

    private static String vendor(PollKind kind) {
        return switch (kind.vendor()) {
            case DATTO_RMM -> "Datto RMM";
            case GRAVITYZONE -> "GravityZone";
        };
    }

    private static String rows(PollKind kind) {
        return switch (kind) {
            case SITES -> "sites";
            case USERS -> "users";
            case COMPANIES -> "companies";
            case PACKAGES -> "packages";
            case ACTIVITIES -> "activities";
            case VARIABLES -> "variables";
        };
    }
}
