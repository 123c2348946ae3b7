package dev.companion.operations.domain;

/** How something in the cluster compares with the catalogue; the worst comes last. */
public enum Outcome {
    SAME(0),
    DIFFERS(2),
    /** It differs in a way that no command of ours mends. */
    REFUSED(3);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
