/** What a site, a link and a task look like to a person, decided with values only. */
@NullMarked
package dev.companion.console.domain;

import org.jspecify.annotations.NullMarked;
