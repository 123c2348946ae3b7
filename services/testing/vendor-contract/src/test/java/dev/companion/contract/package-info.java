/** The contract of the clients, against every implementation of the vendors. */
@NullMarked
package dev.companion.contract;

import org.jspecify.annotations.NullMarked;
