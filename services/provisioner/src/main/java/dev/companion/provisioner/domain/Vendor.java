package dev.companion.provisioner.domain;

/** Whose API a call goes to. A breaker, a pause and rejected credentials each concern one tenant at one vendor. */
public enum Vendor {
    GRAVITYZONE,
    DATTO
}
