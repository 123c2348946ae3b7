/** What a site, its company and its link look like to a person, and which requests about them can be carried out. */
@NullMarked
package dev.companion.console.domain.site;

import org.jspecify.annotations.NullMarked;
