package dev.companion.console.view;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets threads wait for a change of the view. Costs the feed one read of a counter if no thread waits. */
final class Waiters {

    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    boolean await(BooleanSupplier condition, Duration max) {
        var nanosLeft = max.toNanos();
        count.incrementAndGet();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (nanosLeft <= 0) {
                    return false;
                }
                nanosLeft = changed.awaitNanos(Math.min(nanosLeft, TimeUnit.MILLISECONDS.toNanos(250)));
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
            count.decrementAndGet();
        }
    }

    void wakeUp() {
        if (count.get() == 0) {
            return;
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
