/** Which cluster and which registry a command asks, with which credentials and rights, and how it reads there and ends. */
@NullMarked
package dev.companion.operations.connection;

import org.jspecify.annotations.NullMarked;
