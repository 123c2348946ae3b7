package dev.companion.gravityzone;

import dev.companion.vendor.Secret;

/**
 * What an administrator copies from GravityZone's My Account page.
 *
 * @param accessUrl the Access URL under Control Center API as pasted, with or without scheme, {@code /api} and slash
 */
public record GravityZoneCredentials(String accessUrl, Secret apiKey) {

    /** Without the address too: people paste addresses with credentials in them. */
    @Override
    public String toString() {
        return "GravityZoneCredentials[***]";
    }
}
