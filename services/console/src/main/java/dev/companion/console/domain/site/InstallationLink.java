package dev.companion.console.domain.site;

/**
 * The installation link of a linked site's package. Its holder can enrol machines into the company.
 *
 * @param windows an opaque string with brackets
 */
public record InstallationLink(String packageId, String windows) {

    /** Without the link, because it must not reach a log. */
    @Override
    public String toString() {
        return "InstallationLink[packageId=%s]".formatted(packageId);
    }
}
