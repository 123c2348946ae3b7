/** Programs of others that read the topics: each is whole in itself. */
@NullMarked
package dev.companion.examples;

import org.jspecify.annotations.NullMarked;
