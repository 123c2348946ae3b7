package dev.companion.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic and the one record type in it. Keys are UTF-8 strings as {@link TenantKey} builds them.
 *
 * @param name the full name, such as {@code companion.rmm.sites.v1}
 */
public record Topic<V extends SpecificRecord>(String name, Class<V> type) {

    /** The subject under which the registry keeps the value's schema (topic name strategy). */
    public String subject() {
        return name + "-value";
    }

    public Schema schema() {
        return SpecificData.get().getSchema(type);
    }
}
