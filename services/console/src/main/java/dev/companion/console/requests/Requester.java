package dev.companion.console.requests;

import dev.companion.console.view.TenantScope;

/**
 * The person who makes a request.
 *
 * @param tenantName the account's name when the person signed in
 * @param name their name in the audit trail: the last four characters of the API key that signed in
 */
public record Requester(TenantScope tenant, String tenantName, String name) {}
