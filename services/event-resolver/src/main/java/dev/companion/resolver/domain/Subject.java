package dev.companion.resolver.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a discrepancy is about. The same subject has the same discrepancy, however often it comes and goes.
 *
 * @param about uid of the site, or name of the vendor or of the list that the type is about
 */
public record Subject(DiscrepancyType type, String about) {

    /** The same on every instance and after every restart. */
    public String idIn(String tenantId) {
        var what = String.join("|", tenantId, type.name(), about);
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
