package dev.companion.vendor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Measures the requests of one service to one vendor; no account is named.
 *
 * <ul>
 *   <li>{@code companion.vendor.call{service,api,result}}: a timer with buckets, from sending to the last byte or to the
 *       end of waiting; result is answered, refused (a status from 400), throttled (429) or failed (a status from 500, or
 *       no complete answer).
 *   <li>{@code companion.vendor.clock.difference{service,api}}: seconds that the vendor's clock is ahead of ours, see
 *       {@link VendorClock}.
 * </ul>
 */
public final class VendorMeters implements VendorHttp.AnswerWatch {

    private enum Result {
        ANSWERED,
        REFUSED,
        THROTTLED,
        FAILED
    }

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final VendorClock clock;
    private final Map<Result, Timer> calls = new EnumMap<>(Result.class);

    /** @param api as it is named in all metrics: {@code datto_rmm} or {@code gravityzone} */
    public VendorMeters(String service, String api, InstantSource time, MeterRegistry meters) {
        clock = new VendorClock(time);
        Gauge.builder("companion.vendor.clock.difference", clock, VendorClock::secondsAhead)
                .tags("service", service, "api", api)
                .baseUnit("seconds")
                .register(meters);
        for (var result : Result.values()) {
            calls.put(
                    result,
                    Timer.builder("companion.vendor.call")
                            .tags("service", service, "api", api)
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(BUCKETS)
                            .register(meters));
        }
    }

    @Override
    public void answered(HttpHeaders headers, Duration took) {
        clock.answered(headers, took);
    }

    @Override
    public void ended(int status, Duration took) {
        Objects.requireNonNull(calls.get(resultOf(status))).record(took);
    }

    private static Result resultOf(int status) {
        if (status == NO_ANSWER || status >= 500) {
            return Result.FAILED;
        }
        if (status == 429) {
            return Result.THROTTLED;
        }
        return status >= 400 ? Result.REFUSED : Result.ANSWERED;
    }
}
