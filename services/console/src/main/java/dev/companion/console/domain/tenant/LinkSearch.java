package dev.companion.console.domain.tenant;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a search for links that were made before has come.
 *
 * @param requestedAt when a person asked for it
 * @param sites sites whose variable is read; 0 while it waits for the packages
 * @param read of these, how many are done
 * @param found sites whose variable leads to a known package
 * @param unknown sites whose variable leads to no known package
 * @param unread sites whose variable could not be read or followed
 * @param endedAt null while it is under way
 */
public record LinkSearch(
        Instant requestedAt,
        int sites,
        int read,
        int found,
        int unknown,
        int unread,
        @Nullable Instant endedAt) {

    /** How far it is, or what it found, for people. */
    public String words() {
        if (endedAt == null) {
            return sites == 0
                    ? "Waits until the packages of all companies are read."
                    : String.format(Locale.ROOT, "%,d of %,d site variables read.", read, sites);
        }
        var words = new StringBuilder(String.format(
                Locale.ROOT, "%,d of %,d sites hold the installation link of a known package.", found, sites));
        if (unknown > 0) {
            words.append(String.format(Locale.ROOT, " %,d lead to no known package: look at these first.", unknown));
        }
        if (unread > 0) {
            words.append(String.format(Locale.ROOT, " %,d could not be read: search again later.", unread));
        }
        return words.toString();
    }
}
