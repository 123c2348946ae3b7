package dev.companion.runtime.health;

import dev.companion.runtime.LogKeys;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationListener;

/**
 * Ends the process if only a restart helps, for a supervisor that restarts what has ended and does not ask for liveness,
 * such as Docker. Waits first, so that a supervisor that does ask sees the reason.
 */
final class ExitIfBroken implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExitIfBroken.class);

    private final Duration delay;
    private final Runnable exit;
    private final AtomicBoolean ending = new AtomicBoolean();

    ExitIfBroken(Duration delay, Runnable exit) {
        this.delay = delay;
        this.exit = exit;
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
        if (event.getState() == LivenessState.BROKEN && ending.compareAndSet(false, true)) {
            LOGGER.atError()
                    .addKeyValue(LogKeys.ENDS_IN_SECONDS, delay.toSeconds())
                    .log("only a restart helps: the process ends");
            Thread.ofPlatform().name("exit").daemon().start(this::end);
        }
    }

    private void end() {
        try {
            Thread.sleep(delay);
            exit.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
