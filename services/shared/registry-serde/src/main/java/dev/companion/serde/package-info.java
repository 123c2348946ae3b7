/** Avro records in Confluent's wire format, with schemas in any registry that offers Confluent's REST API. */
@NullMarked
package dev.companion.serde;

import org.jspecify.annotations.NullMarked;
