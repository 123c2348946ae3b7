package dev.companion.resolver.domain;

import java.util.Optional;

/**
 * A discrepancy that somebody wants to settle, with the facts of this very moment.
 *
 * @param assessment what the rules say of it now
 * @param site everything known of its site; empty where it is about none
 */
public record Case(Discrepancy discrepancy, Assessment assessment, Optional<SiteFacts> site) {}
