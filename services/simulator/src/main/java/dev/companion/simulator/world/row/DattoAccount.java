package dev.companion.simulator.world.row;

import org.jspecify.annotations.Nullable;

/** One MSP's Datto tenant. */
public record DattoAccount(
        String uid,
        long id,
        String name,
        String currency,
        String timeZone,
        int deviceLimit,
        @Nullable String billingEmail) {}
