/** Turns what a person wants into requests on a topic, where the service that decides finds them. */
@NullMarked
package dev.companion.console.requests;

import org.jspecify.annotations.NullMarked;
