package dev.companion.simulation;

import static dev.companion.simulation.Violation.unless;

import dev.companion.provisioner.domain.work.InstallationLink;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The installation links as a reader of their topic has them, held against what the statuses tell. */
final class PublishedLinks {

    private final Map<String, InstallationLink> last = new HashMap<>();

    void take(Entry entry) {
        if (entry.value() == null) {
            last.remove(entry.key());
        } else {
            last.put(entry.key(), (InstallationLink) entry.value());
        }
    }

    boolean none() {
        return last.isEmpty();
    }

    @Nullable String windowsOf(String siteUid) {
        var link = last.get(siteUid);
        return link == null ? null : link.windows();
    }

    /** @param report the last status of the site; null if it was deleted */
    void agreeWith(@Nullable LinkStatus report, String siteUid) {
        var link = last.get(siteUid);
        if (report == null || report.phase() == Phase.REMOVED) {
            unless(link == null, "an installation link goes with its site", () -> siteUid + " " + report);
            return;
        }
        unless(
                Objects.equals(link == null ? null : link.since(), sinceOf(report)),
                "a status tells since when the installation link is published",
                () -> siteUid + " " + link + " " + report);
        unless(link != null || report.phase() != Phase.READY, "a ready site has an installation link", () -> report);
    }

    static @Nullable Instant sinceOf(LinkStatus report) {
        var link = report.installationLink();
        return link == null ? null : link.since();
    }
}
