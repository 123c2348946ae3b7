/** Avro records in Confluent's wire format, with schemas kept by any registry that speaks Confluent's REST API. */
@NullMarked
package dev.companion.serde;

import org.jspecify.annotations.NullMarked;
