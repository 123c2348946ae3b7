package dev.companion.resolver.topology;

import java.time.Instant;

/** An order to the mapper, and the discrepancy that it is to settle. */
record PlacedOrder(Instant at, String discrepancyId) {}
