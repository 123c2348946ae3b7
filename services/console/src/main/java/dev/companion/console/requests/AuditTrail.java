package dev.companion.console.requests;

import dev.companion.audit.AuditEntry;

/** The audit trail, for what the console decides alone: who may come in, and who is shown an installation link. */
@FunctionalInterface
public interface AuditTrail {

    /** Returns at once; an entry that cannot be written is reported in the log. */
    void append(String key, AuditEntry entry);
}
