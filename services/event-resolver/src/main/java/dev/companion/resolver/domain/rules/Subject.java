package dev.companion.resolver.domain.rules;

import dev.companion.vocabulary.DiscrepancyType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a discrepancy is about. A subject always has the same discrepancy, however often that opens and closes.
 *
 * @param about uid of the site, or name of the vendor or list, depending on the type
 */
public record Subject(DiscrepancyType type, String about) {

    /** Returns the id of the subject's discrepancy: the same on every instance and after every restart. */
    public String idIn(String tenantId) {
        var what = String.join("|", tenantId, type.name(), about);
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
