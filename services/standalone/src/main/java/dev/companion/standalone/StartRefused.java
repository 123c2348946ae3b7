package dev.companion.standalone;

/** Companion cannot start here and now. The message is one line: what, and the way out. */
final class StartRefused extends RuntimeException {

    StartRefused(String message) {
        super(message);
    }
}
