/** Decides what is new, changed or gone from what the vendors' lists say; pure: no clock, no input or output. */
@NullMarked
package dev.companion.poller.domain;

import org.jspecify.annotations.NullMarked;
