package dev.companion.poller.domain.row;

import org.jspecify.annotations.Nullable;

/**
 * The link of a package, as the list of links shows it: with the name of the package, without its id.
 *
 * @param windowsLink an opaque text with brackets; null while the vendor has none
 * @param windowsReady null if not given
 */
public record PackageLink(
        String name, @Nullable String windowsLink, @Nullable Boolean windowsReady) {

    static PackageLink of(InstallationPackage known) {
        return new PackageLink(known.name(), known.windowsLink(), known.windowsReady());
    }

    /** Without the link, which must not be logged. */
    @Override
    public String toString() {
        return "PackageLink[name=%s]".formatted(name);
    }
}
