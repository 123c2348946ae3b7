/** What a pure decision is made of: a controller, the ledger that holds its state, and what most controllers need beside them. */
@NullMarked
package dev.companion.decision;

import org.jspecify.annotations.NullMarked;
