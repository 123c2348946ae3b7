package dev.companion.poller.domain;

import org.jspecify.annotations.Nullable;

/**
 * A package as the list of all links shows it: by its name, without its id.
 *
 * @param windowsLink an opaque text with brackets; null while the vendor has none
 * @param windowsReady null where not said
 */
public record PackageLink(
        String name, @Nullable String windowsLink, @Nullable Boolean windowsReady) {

    static PackageLink of(InstallationPackage known) {
        return new PackageLink(known.name(), known.windowsLink(), known.windowsReady());
    }

    /** Without the link, which belongs in no log. */
    @Override
    public String toString() {
        return "PackageLink[name=%s]".formatted(name);
    }
}
