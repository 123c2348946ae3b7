package dev.companion.mapper.domain.request;

/** A person's statement that a site does not belong to a company. It is kept for ever. */
public record Dismissal(String siteUid, String companyId) {}
