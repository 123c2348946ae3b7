package dev.companion.console.view;

import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.tenant.Resets;
import dev.companion.settings.TenantReset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What topics say about resets of one tenant: its settings, the reports of the services, and the audit trail. */
final class ResetRecords {

    private static final String RESET = "reset tenant";

    private final Map<String, String> requestsByService = new ConcurrentHashMap<>();
    private volatile @Nullable TenantReset underWay;
    private volatile Resets.@Nullable Done last;

    Resets now() {
        var reset = underWay;
        return new Resets(
                reset == null
                        ? null
                        : new Resets.UnderWay(
                                reset.getRequestId(),
                                reset.getStartedAt(),
                                requestsByService.entrySet().stream()
                                        .filter(entry -> entry.getValue().equals(reset.getRequestId()))
                                        .map(Map.Entry::getKey)
                                        .sorted()
                                        .toList()),
                last);
    }

    void put(@Nullable TenantReset reset) {
        underWay = reset;
    }

    /** @param requestId null if the report is gone */
    void put(String service, @Nullable String requestId) {
        if (requestId == null) {
            requestsByService.remove(service);
        } else {
            requestsByService.put(service, requestId);
        }
    }

    /** Ignored unless it says that a reset is done, and is the newest that does. Returns what is known now. */
    Resets put(Activity entry) {
        var before = last;
        if (entry.action().equals(RESET) && (before == null || entry.at().isAfter(before.at()))) {
            last = new Resets.Done(
                    entry.at(),
                    entry.actor(),
                    Optional.ofNullable(entry.before()).orElse(""),
                    Optional.ofNullable(entry.why()).orElse(""));
        }
        return now();
    }
}
