/** What happened to each site, in the order of time. Values and a bounded collection of them. */
@NullMarked
package dev.companion.console.domain.timeline;

import org.jspecify.annotations.NullMarked;
