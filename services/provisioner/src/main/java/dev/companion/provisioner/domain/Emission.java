package dev.companion.provisioner.domain;

/** Something the desk decided that leaves it as a record, in this order and in one transaction with the ledger. */
public sealed interface Emission {

    /** @param sequence grows with every record about the link */
    record Planned(Call call, String requestId, long sequence) implements Emission {}

    record Reported(LinkKey link, Report report, String requestId, long sequence) implements Emission {}

    /** The link and its status are gone. */
    record Forgotten(LinkKey link) implements Emission {}

    record Happened(LinkKey link, long generation, Fact fact, String requestId, long sequence) implements Emission {}

    record HealthChanged(String tenantId, Vendor vendor, ApiGate gate, long sequence) implements Emission {}

    /** The tenant is gone, and what was said of its vendors with it. */
    record HealthForgotten(String tenantId, Vendor vendor) implements Emission {}
}
