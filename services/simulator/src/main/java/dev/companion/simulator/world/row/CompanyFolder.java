package dev.companion.simulator.world.row;

/** A folder of GravityZone companies under a partner company or another folder. */
public record CompanyFolder(String id, String name, String parentId) {}
