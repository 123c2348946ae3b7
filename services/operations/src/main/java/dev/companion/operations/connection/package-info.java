/** Which cluster and which registry a command asks, and with which credentials. */
@NullMarked
package dev.companion.operations.connection;

import org.jspecify.annotations.NullMarked;
