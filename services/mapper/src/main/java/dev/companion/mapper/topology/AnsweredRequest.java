package dev.companion.mapper.topology;

import java.time.Instant;

/** That a request was answered, and when. */
record AnsweredRequest(Instant at) {}
