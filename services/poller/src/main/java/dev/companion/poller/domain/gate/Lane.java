package dev.companion.poller.domain.gate;

/** What a request to a vendor is counted against. */
public enum Lane {
    /** Every request. */
    ALL,
    /** Requests of the rounds through all companies, or all sites, which must leave quota for the sweeps. */
    ROUNDS
}
