/** Reads the vendors through their clients, one request at a time, and translates the results. */
@NullMarked
package dev.companion.poller.http;

import org.jspecify.annotations.NullMarked;
