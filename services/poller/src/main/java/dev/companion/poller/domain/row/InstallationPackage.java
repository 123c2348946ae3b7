package dev.companion.poller.domain.row;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An installation package of a company, together with its link.
 *
 * @param windowsLink an opaque text with brackets; null while the vendor has none
 * @param windowsReady null if not given
 */
public record InstallationPackage(
        String id,
        String companyId,
        String name,
        @Nullable String windowsLink,
        @Nullable Boolean windowsReady) implements Observed<InstallationPackage> {

    @Override
    public Optional<InstallationPackage> completedBy(@Nullable InstallationPackage before) {
        return Optional.of(this);
    }

    /** Without the link, which must not be logged. */
    @Override
    public String toString() {
        return "InstallationPackage[id=%s, companyId=%s]".formatted(id, companyId);
    }
}
