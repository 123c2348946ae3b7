package dev.companion.poller.domain;

/** What a request to a vendor is charged to. */
public enum Lane {
    /** Every request. */
    ALL,
    /** Those of the rounds through all companies, which must leave room for the sweeps. */
    ROUNDS
}
