package dev.companion.standalone;

/** Companion cannot start here and now. The message is one line with the cause and what to do. */
final class StartRefused extends RuntimeException {

    StartRefused(String message) {
        super(message);
    }
}
