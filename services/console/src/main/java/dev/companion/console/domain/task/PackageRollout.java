package dev.companion.console.domain.task;

import dev.companion.vocabulary.PackageProfile;

/**
 * Estimates the work of applying the default package to existing packages. A package that already has the content needs
 * fewer calls, and a busy link takes longer.
 *
 * @param links packages to change
 * @param calls calls to both vendors together
 * @param seconds duration at the pace that the vendors allow
 */
public record PackageRollout(int links, long calls, long seconds) {

    /** The package is updated and read back, and its link is read once more. */
    private static final int GRAVITYZONE_CALLS = 3;

    /** The company's licence is read only if an add-on is requested. */
    private static final int LICENCE_CALLS = 1;

    /** The site variable is read; it is written only if the package link changed, which is rare. */
    private static final int DATTO_CALLS = 1;

    private static final long SECONDS = 60;

    /**
     * What the provisioner may use of the vendors' quotas.
     *
     * @param gravityZoneCalls a minute
     * @param dattoReads a minute
     */
    public record Pace(int gravityZoneCalls, int dattoReads) {

        public Pace {
            if (gravityZoneCalls <= 0 || dattoReads <= 0) {
                throw new IllegalArgumentException(
                        "pace: %d and %d calls a minute (expected: > 0)".formatted(gravityZoneCalls, dattoReads));
            }
        }
    }

    public static PackageRollout of(int links, PackageProfile wanted, Pace pace) {
        var gravityZone = (long) links * (GRAVITYZONE_CALLS + (wanted.addOns().isEmpty() ? 0 : LICENCE_CALLS));
        var datto = (long) links * DATTO_CALLS;
        // The vendors are called in parallel, so the slower one decides.
        var seconds = Math.max(
                Math.ceilDiv(gravityZone * SECONDS, pace.gravityZoneCalls()),
                Math.ceilDiv(datto * SECONDS, pace.dattoReads()));
        return new PackageRollout(links, gravityZone + datto, seconds);
    }
}
