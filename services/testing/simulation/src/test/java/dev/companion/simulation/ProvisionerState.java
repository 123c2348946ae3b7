package dev.companion.simulation;

import dev.companion.provisioner.domain.schedule.LinkScheduler;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.work.LinkState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The provisioner's stores. */
final class ProvisionerState extends CommittedTables {

    ProvisionerState copy() {
        var copy = new ProvisionerState();
        copy.copyFrom(this);
        return copy;
    }

    Collection<LinkState> states() {
        return values(LinkScheduler.LINKS.name()).values().stream()
                .map(LinkState.class::cast)
                .toList();
    }

    @Nullable LinkState state(LinkKey link) {
        return table(LinkScheduler.LINKS).get(link.storeKey());
    }
}
