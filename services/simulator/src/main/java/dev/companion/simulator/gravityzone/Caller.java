package dev.companion.simulator.gravityzone;

import dev.companion.simulator.traffic.Call;
import dev.companion.simulator.world.Company;
import dev.companion.simulator.world.GravityZoneKey;

/**
 * Who calls.
 *
 * @param company the company of the key; it and everything below is what the caller can reach
 * @param newer true on version 1.1 of a service
 */
record Caller(Call call, GravityZoneKey key, Company company, boolean newer) {}
