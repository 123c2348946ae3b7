/** Publishes what a person requests on a topic, which the deciding service reads. */
@NullMarked
package dev.companion.console.requests;

import org.jspecify.annotations.NullMarked;
