package dev.companion.poller.domain.polling;

/** Which credential of a tenant a sealed one is. The constants have the names of the published record. */
public enum CredentialName {
    RMM_API_KEY,
    RMM_API_SECRET_KEY,
    GRAVITYZONE_API_KEY
}
