package dev.companion.mapper.domain.settings;

/** The credentials of a tenant. */
public enum SecretName {
    GRAVITYZONE_API_KEY,
    RMM_API_KEY,
    RMM_API_SECRET_KEY
}
