package dev.companion.serde;

import org.apache.avro.Schema;

/**
 * One version of a subject.
 *
 * @param version counted from 1 within the subject
 * @param id in front of every record; differs between registries
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
