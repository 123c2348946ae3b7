package dev.companion.provisioner.domain.work;

import java.time.Instant;

/**
 * The installation link of the package in use. Its holder can enrol machines into the company.
 *
 * @param windows opaque
 * @param since when it was first read; another link has another time
 */
public record InstallationLink(String companyId, String packageId, String windows, Instant since) {

    /** Without the link, because it must not reach a log. */
    @Override
    public String toString() {
        return "InstallationLink[packageId=%s, since=%s]".formatted(packageId, since);
    }
}
