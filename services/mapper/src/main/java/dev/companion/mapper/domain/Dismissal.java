package dev.companion.mapper.domain;

/** That somebody said that a site does not belong to a company. It is never forgotten. */
public record Dismissal(String siteUid, String companyId) {}
