package dev.companion.resolver.domain;

/** That the link of a site is to be tried again under another company name. The mapper carries it out. */
public record RetryOrder(String orderId, String siteUid, CompanyName companyName) {}
