/** Refusals and failures of the REST API as problem+json. */
@NullMarked
package dev.companion.console.web.problem;

import org.jspecify.annotations.NullMarked;
