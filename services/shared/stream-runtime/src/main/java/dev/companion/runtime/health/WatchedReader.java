package dev.companion.runtime.health;

import java.util.Optional;

/** Something that reads topics for as long as the service runs. */
public interface WatchedReader {

    /** Its name in logs and health. */
    String name();

    /** Why it cannot be relied on now, in a sentence; empty if it can. */
    Optional<String> trouble();
}
