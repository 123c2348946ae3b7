package dev.companion.simulator.datto;

/** A call that ends with an error status; its transaction is rolled back. */
final class DattoRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    DattoRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
