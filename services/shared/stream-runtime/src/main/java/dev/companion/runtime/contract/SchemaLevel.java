package dev.companion.runtime.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** The levels of compatibility that subjects have, by the registry's names: a new schema beside all older versions. */
enum SchemaLevel {
    /** The new schema reads records of every older version. */
    BACKWARD_TRANSITIVE,
    /** The new schema and every older version read each other's records. */
    FULL_TRANSITIVE;

    /**
     * Why the schema must not follow the versions; empty if it may.
     *
     * @param versions schemas by version
     */
    List<String> refusals(Schema schema, Map<Integer, Schema> versions) {
        var refusals = new ArrayList<String>();
        versions.forEach((version, older) -> {
            refuse(refusals, "the new schema cannot read records of version " + version, schema, older);
            if (this == FULL_TRANSITIVE) {
                refuse(refusals, "version %d cannot read records of the new schema".formatted(version), older, schema);
            }
        });
        return refusals;
    }

    private static void refuse(List<String> refusals, String what, Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            var where = result.getResult().getIncompatibilities();
            refusals.add(
                    where.isEmpty()
                            ? what
                            : "%s: %s at %s"
                                    .formatted(
                                            what,
                                            where.getFirst().getMessage(),
                                            where.getFirst().getLocation()));
        }
    }
}
