/** Decides what to read from the vendors and when, and what is new, changed or gone. Pure: no clock, no I/O. */
@NullMarked
package dev.companion.poller.domain;

import org.jspecify.annotations.NullMarked;
