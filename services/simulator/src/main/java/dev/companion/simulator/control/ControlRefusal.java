package dev.companion.simulator.control;

/** A control call that cannot be done; the message tells why. */
final class ControlRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ControlRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ControlRefusal notFound(String what) {
        return new ControlRefusal(404, what + " does not exist");
    }

    int status() {
        return status;
    }
}
