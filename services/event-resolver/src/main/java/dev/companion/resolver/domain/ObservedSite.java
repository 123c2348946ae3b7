package dev.companion.resolver.domain;

/** @param managed false where it became on-demand */
public record ObservedSite(String name, boolean managed) {}
