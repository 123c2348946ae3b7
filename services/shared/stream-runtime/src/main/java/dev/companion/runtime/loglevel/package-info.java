/** The level of a logger, changed for a time by a person who is on the machine or in the pod. */
@NullMarked
package dev.companion.runtime.loglevel;

import org.jspecify.annotations.NullMarked;
