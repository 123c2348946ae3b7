package dev.companion.console.domain.site;

import java.time.Instant;

/**
 * The installation link of a linked site's package. Its holder can enrol machines into the company.
 *
 * @param windows an opaque string with brackets
 * @param since when this link was first read
 */
public record InstallationLink(String packageId, String windows, Instant since) {

    /** Without the link, because it must not reach a log. */
    @Override
    public String toString() {
        return "InstallationLink[packageId=%s]".formatted(packageId);
    }
}
