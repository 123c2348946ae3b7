package dev.companion.simulator.gravityzone;

import dev.companion.simulator.traffic.Call;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.GravityZoneKey;

/**
 * The caller of a method.
 *
 * @param company the company of the key; the caller can reach it and everything below
 * @param newer true on version 1.1 of a service
 */
record Caller(Call call, GravityZoneKey key, Company company, boolean newer) {}
