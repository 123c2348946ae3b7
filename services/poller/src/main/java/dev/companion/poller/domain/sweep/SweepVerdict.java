package dev.companion.poller.domain.sweep;

/** How far a sweep that has ended is believed. Rows that it saw always count; absences count only if it is complete. */
public sealed interface SweepVerdict {

    /**
     * Every row was listed.
     *
     * @param missing rows that are known and were not listed
     * @param held whether they are so many that none is believed to be gone
     */
    record Complete(int missing, boolean held) implements SweepVerdict {}

    /** The list was walked to its end, but what it leaves out is not believed to be gone. */
    record Suspicious(Suspicion suspicion) implements SweepVerdict {}

    /** The list was not walked to its end, or not provably. */
    record Partial(Flaw flaw) implements SweepVerdict {}

    /** Why a whole list is not believed. */
    enum Suspicion {
        /** No row that can be published was listed, but rows are known. */
        EMPTY,
        /** Fewer than half as many rows were listed as are known. */
        UNDER_HALF,
        /** A row that had just been listed could not be read by its id. */
        LISTED_ROW_UNREADABLE,
        /** Two walks in a row did not list the same rows. */
        WALKS_DIFFER,
        /** Many rows are missing, and one that was read by its id exists: the list is wrong. */
        MISSING_ROW_EXISTS,
        /** Many rows are missing, and none that was read by its id had an answer. */
        MISSING_ROWS_UNREADABLE
    }

    /** Why a walk is not whole. */
    enum Flaw {
        /** A page could not be read. */
        PAGE_FAILED,
        /** A page began with a row that an earlier page had begun with. */
        PAGE_REPEATED,
        /** A page was empty, but not the last one. */
        PAGE_EMPTY,
        /** A page lacked the fields that tell a whole page from a part of one. */
        PAGE_UNTRUSTED,
        /** The number of rows listed is not the number that the vendor announced. */
        TOTALS_DISAGREE,
        /** A page had rows of another account. */
        PAGE_OF_ANOTHER_ACCOUNT,
        /** More pages than any real list has. */
        ENDLESS,
        /** The walk was given up: settings changed, or calls to the vendor are blocked. */
        ABANDONED
    }

    /** Whether the vendor showed the list to its end. */
    default boolean reachedEnd() {
        return switch (this) {
            case Complete _ -> true;
            case Suspicious(var suspicion) -> suspicion != Suspicion.MISSING_ROW_EXISTS;
            case Partial(var flaw) ->
                switch (flaw) {
                    case PAGE_UNTRUSTED, TOTALS_DISAGREE -> true;
                    case PAGE_FAILED, PAGE_REPEATED, PAGE_EMPTY, PAGE_OF_ANOTHER_ACCOUNT, ENDLESS, ABANDONED -> false;
                };
        };
    }
}
