package dev.companion.resolver.topology;

/** What something observed is called. */
record Name(String text) {}
