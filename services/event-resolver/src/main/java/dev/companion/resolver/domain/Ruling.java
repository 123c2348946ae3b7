package dev.companion.resolver.domain;

import org.jspecify.annotations.Nullable;

/** What follows from a wish to settle a discrepancy. */
public sealed interface Ruling {

    /**
     * @param after the discrepancy from now on
     * @param order what somebody else has to carry out; null where nobody has to
     */
    record Accepted(Discrepancy after, @Nullable Order order, AuditNote note) implements Ruling {}

    /** @param reason in a sentence for people; nothing changes */
    record Refused(String reason) implements Ruling {}
}
