package dev.companion.runtime;

/** Cluster or registry differ from the contract of this build; no work may start until a person has corrected it. */
public final class ContractException extends RuntimeException {

    ContractException(String message) {
        super(message);
    }
}
