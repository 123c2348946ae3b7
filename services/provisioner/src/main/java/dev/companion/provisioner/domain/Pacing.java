package dev.companion.provisioner.domain;

/** The rates of one tenant, each well below what the vendor allows, since others use the same account. */
public record Pacing(Rate gravityZone, Rate gravityZoneCreate, Rate dattoRead, Rate dattoWrite) {

    public static Pacing defaults() {
        return new Pacing(new Rate(480, 2), new Rate(240, 1), new Rate(120, 10), new Rate(60, 5));
    }
}
