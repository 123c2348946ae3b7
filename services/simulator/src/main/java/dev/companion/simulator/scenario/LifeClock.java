package dev.companion.simulator.scenario;

import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scripted life in real time while it is switched on: a first event after two minutes, then one every few
 * minutes.
 */
public final class LifeClock implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LifeClock.class);
    private static final int FIRST_SECONDS = 120;
    private static final int LEAST_SECONDS = 120;
    private static final int SPREAD_SECONDS = 180;

    private final Life life;
    private final Random random = new Random(7);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator-life").factory());
    private volatile boolean enabled;

    public LifeClock(Life life, boolean enabled) {
        this.life = life;
        this.enabled = enabled;
        schedule(FIRST_SECONDS);
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void enable(boolean on) {
        enabled = on;
    }

    private void schedule(int seconds) {
        scheduler.schedule(this::tick, seconds, TimeUnit.SECONDS);
    }

    private void tick() {
        if (enabled) {
            try {
                life.step()
                        .ifPresent(event ->
                                LOGGER.atInfo().addKeyValue("event", event).log("scripted event"));
            } catch (RuntimeException e) {
                LOGGER.atError().setCause(e).log("scripted event failed");
            }
        }
        schedule(LEAST_SECONDS + random.nextInt(SPREAD_SECONDS));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
