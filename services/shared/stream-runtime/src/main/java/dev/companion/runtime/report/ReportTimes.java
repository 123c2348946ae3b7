package dev.companion.runtime.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a report is due: at once for the first, when the readiness has changed, and after two minutes. */
final class ReportTimes {

    /** A reader counts an instance as lost after two and a half of these. */
    static final Duration EVERY = Duration.ofMinutes(2);

    /** Readiness that changes in a circle is not said each time. */
    static final Duration PAUSE_MIN = Duration.ofSeconds(10);

    private @Nullable Instant saidAt;
    private List<String> said = List.of();

    boolean isDue(Condition condition, Instant now) {
        var at = saidAt;
        if (at == null || now.isBefore(at)) { // a clock may be set back
            return true;
        }
        return condition.notReady().equals(said) ? !now.isBefore(at.plus(EVERY)) : !now.isBefore(at.plus(PAUSE_MIN));
    }

    void said(Condition condition, Instant now) {
        saidAt = now;
        said = condition.notReady();
    }
}
