package dev.companion.resolver.topology;

import java.time.Instant;

/** That a request was answered, when, and which discrepancy it was about. */
record AnsweredRequest(Instant at, String discrepancyId) {}
