package dev.companion.console.domain.plan;

import dev.companion.console.domain.plan.PlannedSite.Group;
import java.util.List;

/**
 * Estimates the work of a plan: calls to the vendors, and how long they take at the pace that their quotas allow. Other
 * work of the tenant takes longer; what is found to exist already takes fewer calls.
 *
 * @param gravityZoneCalls calls to GravityZone
 * @param dattoCalls reads and writes of site variables
 * @param seconds duration at the pace that the vendors allow
 * @param basis what the numbers rest on, in sentences for people
 */
public record PlanEstimate(long gravityZoneCalls, long dattoCalls, long seconds, String basis) {

    /** The company is looked up, a package is looked for and created. */
    private static final int CALLS_OF_LINK = 3;

    /** Company and package are created; that neither exists is read for many at once. */
    private static final int CALLS_OF_CREATION = 2;

    /** The package is deleted, and looked for once more. */
    private static final int CALLS_OF_PACKAGE_REMOVAL = 2;

    /** The site variable is read, and read back after it was changed. */
    private static final int DATTO_READS = 2;

    private static final int DATTO_WRITES = 1;

    /** From this many sites on, names and packages are read for many at once. */
    private static final int SHARED_FROM = 8;

    /** How many sites share a read, as measured with 2,000. */
    private static final int SITES_OF_A_READ = 25;

    private static final long SECONDS = 60;

    /**
     * What the provisioner may use of the vendors' quotas, a minute.
     *
     * @param gravityZoneCalls calls to GravityZone
     * @param companyCreations creations of companies among them
     * @param dattoReads reads of site variables
     * @param dattoWrites writes of site variables
     */
    public record Pace(int gravityZoneCalls, int companyCreations, int dattoReads, int dattoWrites) {

        public Pace {
            if (gravityZoneCalls <= 0 || companyCreations <= 0 || dattoReads <= 0 || dattoWrites <= 0) {
                throw new IllegalArgumentException("pace: %d, %d, %d and %d a minute (expected: > 0)"
                        .formatted(gravityZoneCalls, companyCreations, dattoReads, dattoWrites));
            }
        }
    }

    /** @param withAddOns whether the package has add-ons, so that the licence of each company is read */
    static PlanEstimate of(List<PlannedSite> changes, boolean deletePackages, boolean withAddOns, Pace pace) {
        var removals =
                changes.stream().filter(site -> site.group() == Group.REMOVE).count();
        var creations = changes.stream()
                .filter(site -> site.group() != Group.REMOVE && site.companyId() == null)
                .count();
        var links = changes.size() - removals;
        var gravityZone = (links - creations) * CALLS_OF_LINK
                + creations * CALLS_OF_CREATION
                + (withAddOns ? links : 0)
                + shared(creations)
                + shared(links)
                + (deletePackages ? removals * CALLS_OF_PACKAGE_REMOVAL : 0);
        var reads = (long) changes.size() * DATTO_READS;
        var writes = (long) changes.size() * DATTO_WRITES;
        // The vendors are called in parallel, so the slowest of these decides.
        var seconds = Math.max(
                Math.max(duration(gravityZone, pace.gravityZoneCalls()), duration(creations, pace.companyCreations())),
                Math.max(duration(reads, pace.dattoReads()), duration(writes, pace.dattoWrites())));
        return new PlanEstimate(gravityZone, reads + writes, seconds, basis(pace));
    }

    private static long shared(long sites) {
        return sites < SHARED_FROM ? sites : Math.ceilDiv(sites, SITES_OF_A_READ);
    }

    private static long duration(long calls, int perMinute) {
        return Math.ceilDiv(calls * SECONDS, perMinute);
    }

    private static String basis(Pace pace) {
        return ("Estimated from the calls that a site usually takes, and from Companion’s share of the vendors’ quotas: %,d"
                        + " calls to GravityZone a minute, %,d new companies, %,d reads and %,d writes of site variables."
                        + " Other work at the same time makes it longer.")
                .formatted(pace.gravityZoneCalls(), pace.companyCreations(), pace.dattoReads(), pace.dattoWrites());
    }
}
