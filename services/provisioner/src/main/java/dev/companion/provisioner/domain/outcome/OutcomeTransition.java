package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The next state of a link, and the events on the way to it.
 *
 * @param call the call that the input settled; null if it settled none
 */
public record OutcomeTransition(
        LinkState state,
        List<ProvisioningEvent> events,
        @Nullable InFlight call) {

    /** Returns a name that a company of the link is now known to have; empty if it was known before. */
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
