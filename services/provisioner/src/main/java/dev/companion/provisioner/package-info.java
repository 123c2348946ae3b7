/** What was done: calls with effects, each at most once, and what they brought about. */
@NullMarked
package dev.companion.provisioner;

import org.jspecify.annotations.NullMarked;
