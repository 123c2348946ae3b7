package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a link's work has become, and what happened on the way.
 *
 * @param call the call that the input settled; null where it settled none
 */
public record OutcomeTransition(
        LinkState state,
        List<ProvisioningEvent> events,
        @Nullable InFlight call) {

    /** The name that a company of the link turns out to have; empty where that is no news. */
    public Optional<String> nameLearned(LinkState before) {
        var company = state.company();
        var old = before.company();
        if (state.createdCompanies().size() > before.createdCompanies().size()) {
            return Optional.ofNullable(state.createdCompanies().getLast().name());
        }
        return company != null
                        && old != null
                        && old.id().equals(company.id())
                        && !old.name().equals(company.name())
                ? Optional.of(company.name())
                : Optional.empty();
    }

    public static OutcomeTransition of(LinkState state, ProvisioningEvent... events) {
        return new OutcomeTransition(state, List.of(events), null);
    }
}
