package dev.companion.operations.backup;

import org.apache.avro.Schema;

/** Translates the values of one topic between the cluster and a file. */
interface Values {

    /** As they are in a file that this build writes. */
    Schema schema();

    /** The fingerprint of the schema; empty for bytes. */
    String fingerprint();

    /**
     * A value of the cluster.
     *
     * @throws Unreadable if it cannot be read, or not without losing some of it
     */
    Object read(byte[] value) throws Unreadable;

    /** A value for the cluster. */
    byte[] write(Object value);

    /** A value that no service of this build reads either. */
    final class Unreadable extends Exception {

        Unreadable(String message) {
            super(message);
        }
    }
}
