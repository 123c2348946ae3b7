package dev.companion.simulator.world.row;

import org.jspecify.annotations.Nullable;

/** How the agents of a Datto site reach the internet. */
public record ProxySettings(
        @Nullable String host,
        @Nullable String password,
        @Nullable Integer port,
        @Nullable String type,
        @Nullable String username) {

    @Override
    public String toString() {
        return "ProxySettings[" + type + "://" + host + ":" + port + "]";
    }
}
