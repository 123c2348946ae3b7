package dev.companion.console.requests;

import dev.companion.console.view.TenantScope;

/**
 * Who asks.
 *
 * @param tenantName the account's name as the session saw it
 * @param name what the audit trail calls them: the last four characters of the API key that signed in
 */
public record Requester(TenantScope tenant, String tenantName, String name) {}
