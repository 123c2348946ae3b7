package dev.companion.operations.domain.check;

import java.util.List;

/** What a running service says about its own readiness. */
public final class ServiceRules {

    /**
     * @param status HTTP status; 0 if it did not answer
     * @param because what it says, or why there is no answer
     */
    public record Readiness(String service, String address, int status, String because) {}

    private ServiceRules() {}

    /** What it measures could not be read, so a part of the checks was not made. */
    public static Finding notMeasured(String service, String because) {
        return Finding.notMade(
                "services",
                "the metrics of %s cannot be read: %s".formatted(service, because),
                "give the address of its management port, which answers at /actuator/prometheus");
    }

    public static List<Finding> of(Readiness readiness) {
        if (readiness.status() == 200) {
            return List.of();
        }
        return List.of(Finding.fault(
                "services",
                readiness.service(),
                readiness.status() == 0
                        ? "%s does not answer: %s".formatted(readiness.address(), readiness.because())
                        : "not ready: " + readiness.because(),
                "ready",
                readiness.status() == 0
                        ? "start the service, or correct the address; only its management port answers"
                        : "mend what it names; it looks again within 30 s"));
    }
}
