package dev.companion.simulator.world.row;

import java.time.Instant;

/** A bearer token issued for a key. */
public record DattoToken(String value, String keyName, Instant expiresAt) {

    @Override
    public String toString() {
        return "DattoToken[" + keyName + " until " + expiresAt + "]";
    }
}
