package dev.companion.runtime.contract;

/** Cluster or registry differ from the contract of this build; no work may start until a person has corrected it. */
public final class ContractException extends RuntimeException {

    public ContractException(String message) {
        super(message);
    }
}
