/** The search for links that were made before: which package the site variable of a site leads to. */
@NullMarked
package dev.companion.poller.domain.search;

import org.jspecify.annotations.NullMarked;
