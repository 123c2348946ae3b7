package dev.companion.console.web.sweeps;

import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.LinkSearch;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.view.TenantView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the lists of both vendors are read.
 *
 * @param lists the list of sites and the list of companies, as far as they were read or are being read
 * @param requestedAt when a person last requested a check; null for never
 * @param endedAt when all lists had been read after that; null if one has not
 * @param linkSearch how far the last search for earlier links has come; null if there was none
 * @param possible whether a check can be requested now
 */
record SweepsItem(
        List<ListItem> lists,
        @Nullable Instant requestedAt,
        @Nullable Instant endedAt,
        @Nullable LinkSearchItem linkSearch,
        boolean possible) {

    private static final String READER = "poller";
    private static final String GRAVITYZONE = "GRAVITYZONE";

    /**
     * How the list of one vendor is read.
     *
     * @param api the vendor
     * @param reading whether a sweep is in progress that takes long enough to be told
     * @param first whether no sweep has completed since the state last changed
     * @param known rows that are known: sites of Datto RMM, companies of GravityZone
     * @param onDemand on-demand sites that are left out; null for another list
     * @param read rows that the sweep has read so far; null if it has read none
     * @param total rows that the vendor announced; null if it did not
     * @param lastReadAt end of the last complete sweep that was reported, which not every sweep is; null before the first
     */
    record ListItem(
            String api,
            boolean reading,
            boolean first,
            int known,
            @Nullable Integer onDemand,
            @Nullable Integer read,
            @Nullable Integer total,
            @Nullable Instant lastReadAt) {

        static ListItem of(ApiHealth row, int known, @Nullable Integer onDemand) {
            return new ListItem(
                    row.api(),
                    row.isReading(),
                    row.isFirst(),
                    known,
                    onDemand,
                    row.sweepRows(),
                    row.sweepTotal(),
                    row.lastSweepAt());
        }
    }

    /**
     * A search for links that were made before.
     *
     * @param requestedAt when a person asked for it
     * @param endedAt null while it is in progress
     * @param message how far it is, or what it found, in a sentence
     */
    record LinkSearchItem(Instant requestedAt, @Nullable Instant endedAt, String message) {

        static LinkSearchItem of(LinkSearch search) {
            return new LinkSearchItem(search.requestedAt(), search.endedAt(), search.words());
        }
    }

    static SweepsItem of(TenantSettings settings, TenantView tenant) {
        var readers = tenant.health().stream()
                .filter(row -> row.service().equals(READER))
                .toList();
        var asked = settings.sweepRequestedAt();
        return new SweepsItem(
                readers.stream()
                        .map(row -> ListItem.of(
                                row,
                                known(row.api(), tenant),
                                row.api().equals(GRAVITYZONE) ? null : tenant.onDemandCount()))
                        .toList(),
                asked,
                asked == null ? null : ApiHealth.sweptSince(asked, readers),
                readers.stream()
                        .map(ApiHealth::linkSearch)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(LinkSearchItem::of)
                        .orElse(null),
                settings.isObserved() && !settings.paused());
    }

    private static int known(String api, TenantView tenant) {
        return api.equals(GRAVITYZONE)
                ? (int) tenant.companies().count()
                : tenant.siteCounts().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }
}
