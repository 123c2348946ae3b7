/** What happened to a site, in words. */
@NullMarked
package dev.companion.console.web.timeline;

import org.jspecify.annotations.NullMarked;
