/** The REST API of plans. */
@NullMarked
package dev.companion.console.web.plans;

import org.jspecify.annotations.NullMarked;
