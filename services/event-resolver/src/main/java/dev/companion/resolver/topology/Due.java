package dev.companion.resolver.topology;

import java.time.Instant;

/** When a site, or a tenant, is to be looked at again although nothing was heard of it. */
record Due(Instant at) {}
