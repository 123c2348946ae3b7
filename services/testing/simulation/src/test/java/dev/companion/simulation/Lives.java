package dev.companion.simulation;

import static dev.companion.simulation.Violation.unless;

import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The lives of the tenant, each of which ends with the receipt of a reset: after it nothing of the tenant is in a state topic until
 * it is set up again, and no call of the former life starts or takes effect.
 */
final class Lives {

    /** Those of the two services that are built; the reports of erasures are forgotten last. */
    private static final Set<Topic> STATE = EnumSet.of(
            Topic.TENANTS,
            Topic.SECRETS,
            Topic.SITES,
            Topic.COMPANIES,
            Topic.LINKS,
            Topic.LINK_STATUSES,
            Topic.INSTALLATION_LINKS);

    private final Timeline timeline;
    private final SimulatedLog log;
    private final Set<String> formerCalls = new HashSet<>();
    private Instant began = Instant.MIN;
    private final Set<String> written = new HashSet<>();
    private boolean erased;

    Lives(Timeline timeline, SimulatedLog log) {
        this.timeline = timeline;
        this.log = log;
        log.tell((_, entry) -> appended(entry));
    }

    /** The last record of a reset: the tenant's own tombstone. */
    static boolean isEnd(Entry entry) {
        return entry.topic() == Topic.TENANTS && entry.value() == null;
    }

    /** @param calls all that were ever committed */
    void end(Collection<String> calls) {
        formerCalls.addAll(calls);
        began = timeline.now();
        written.clear();
    }

    /** The variable of the site is as a call of this life left it. */
    void wrote(String siteUid) {
        written.add(siteUid);
    }

    /** Whether a variable of the site may be left over: a reset changes nothing at the vendors. */
    boolean mayBeLeftOver(String siteUid) {
        return !began.equals(Instant.MIN) && !written.contains(siteUid);
    }

    boolean isFormer(GravityZone.Company company) {
        return company.createdAt.isBefore(began);
    }

    void present(Call call, String rule) {
        unless(!formerCalls.contains(call.callId()), rule, () -> call);
    }

    private void appended(Entry entry) {
        if (isEnd(entry)) {
            erased = true;
            var live = log.live(STATE);
            unless(live.isEmpty(), "no live key is left after the receipt", () -> live);
        } else if (entry.value() instanceof TenantSettings) {
            erased = false;
        } else {
            unless(
                    !erased || entry.value() == null || !STATE.contains(entry.topic()),
                    "no live key is left after the receipt",
                    () -> entry);
        }
    }
}
