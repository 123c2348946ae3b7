package dev.companion.simulator.world.row;

import tools.jackson.databind.JsonNode;

/** Webhook settings of one company as they were sent; events are not delivered. */
public record PushSettings(String companyId, JsonNode settings) {}
