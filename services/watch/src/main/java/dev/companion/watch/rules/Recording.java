package dev.companion.watch.rules;

/** A series that Prometheus calculates, for alerts and panels. */
public record Recording(String name, String expression, String meaning) {}
