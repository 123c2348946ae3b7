package dev.companion.contract;

import java.time.Duration;

/** What may become of one operation at the vendor, until there is calm again. */
enum Trouble {
    /** 429 that asks for a pause of {@link #PAUSE}. */
    TOO_MANY,
    /** 403 with a web page. */
    BLOCKED,
    /** 409 in the vendor's words. */
    CONFLICT,
    /** 503 with a web page, and nothing was done. */
    OUTAGE,
    /** A web page under 200, and nothing was done. */
    WEB_PAGE,
    /** The connection ends without an answer; nothing was done. */
    LOST_BEFORE_EFFECT,
    /** The connection ends without an answer; everything was done. */
    LOST_AFTER_EFFECT;

    static final Duration PAUSE = Duration.ofSeconds(7);
}
