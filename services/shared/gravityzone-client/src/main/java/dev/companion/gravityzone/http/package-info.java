/** The client over HTTP: JSON-RPC calls, what their answers mean, and the rows in them. */
@NullMarked
package dev.companion.gravityzone.http;

import org.jspecify.annotations.NullMarked;
