package dev.companion.poller.domain;

/** What a sweep is worth once it has ended. Rows it saw count in any case; absences count in the first case only. */
public sealed interface SweepVerdict {

    /**
     * Every row was listed.
     *
     * @param missing rows that are known and were not listed
     * @param held whether there are so many of them that none may be taken for gone
     */
    record Complete(int missing, boolean held) implements SweepVerdict {}

    /** The list was walked to its end, but what it says is not believed as to what it leaves out. */
    record Suspicious(Doubt doubt) implements SweepVerdict {}

    /** The list was not, or not provably, walked to its end. */
    record Partial(Flaw flaw) implements SweepVerdict {}

    /** Why a whole list is not believed. */
    enum Doubt {
        /** Nothing was listed that could be published, and something is known. */
        EMPTY,
        /** Fewer than half as many rows were listed as are known. */
        UNDER_HALF,
        /** A row that had just been listed could not be read by itself. */
        LISTED_ROW_UNREADABLE,
        /** Two walks in a row did not list the same rows. */
        WALKS_DIFFER
    }

    /** What keeps a walk from being whole. */
    enum Flaw {
        /** A page was not answered. */
        PAGE_FAILED,
        /** A page began with a row that an earlier page had begun with. */
        PAGE_REPEATED,
        /** A page was empty and yet said that more follows. */
        PAGE_EMPTY,
        /** A page did not say what was on it. */
        PAGE_UNTRUSTED,
        /** The number of rows listed is not the number that the vendor announced. */
        TOTALS_DISAGREE,
        /** More pages than any real list has. */
        ENDLESS,
        /** The walk was given up: settings changed, or the vendor may not be called for a while. */
        ABANDONED
    }

    /** Whether the vendor showed the list to its end, which is all that can be asked of the vendor. */
    default boolean reachedEnd() {
        return switch (this) {
            case Complete _, Suspicious _ -> true;
            case Partial(var flaw) ->
                switch (flaw) {
                    case PAGE_UNTRUSTED, TOTALS_DISAGREE -> true;
                    case PAGE_FAILED, PAGE_REPEATED, PAGE_EMPTY, ENDLESS, ABANDONED -> false;
                };
        };
    }
}
