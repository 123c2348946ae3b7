package dev.companion.poller.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a vendor's list.
 *
 * @param last whether the vendor says that nothing follows
 * @param total rows in the whole list; null where the vendor did not say on this page
 * @param trusted false where the answer lacked what tells a whole page from a part of one
 */
public record SweptPage<V extends Observed<V>>(
        List<Listed<V>> rows, boolean last, @Nullable Long total, boolean trusted) {

    public SweptPage {
        rows = List.copyOf(rows);
    }

    /**
     * One row of it.
     *
     * @param id as the vendor wrote it, whatever its form
     * @param value null where the row is never imported; it still counts towards totals
     */
    public record Listed<V extends Observed<V>>(
            String id, @Nullable V value) {}
}
