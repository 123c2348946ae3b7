package dev.companion.resolver.domain.resolution;

import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.rules.Assessment;
import java.util.Optional;

/**
 * A discrepancy to resolve, with the facts of the moment.
 *
 * @param assessment what its rule concludes now
 * @param site all that is known about its site; empty if it is not about a site
 */
public record ResolutionContext(Discrepancy discrepancy, Assessment assessment, Optional<SiteFacts> site) {}
