package dev.companion.poller.domain.sweep;

import dev.companion.poller.domain.row.Observed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a vendor's list.
 *
 * @param last whether the vendor says that nothing follows
 * @param total rows in the whole list; null if this page does not say
 * @param trusted false if the response lacked the fields that tell a whole page from a part of one
 * @param foreign whether it had rows of another account; none of its rows is taken then
 */
public record SweptPage<V extends Observed<V>>(
        List<Listed<V>> rows, boolean last, @Nullable Long total, boolean trusted, boolean foreign) {

    public SweptPage {
        rows = List.copyOf(rows);
    }

    /** A page of our own account. */
    public SweptPage(List<Listed<V>> rows, boolean last, @Nullable Long total, boolean trusted) {
        this(rows, last, total, trusted, false);
    }

    /** A page of another account. */
    public static <V extends Observed<V>> SweptPage<V> ofAnotherAccount() {
        return new SweptPage<>(List.of(), true, null, false, true);
    }

    /**
     * One row of the page.
     *
     * @param id as the vendor wrote it, in any form
     * @param value null if the row is never imported; it still counts towards totals
     */
    public record Listed<V extends Observed<V>>(
            String id, @Nullable V value) {}
}
