/** REST API, pages and the stream of changes. */
@NullMarked
package dev.companion.console.web;

import org.jspecify.annotations.NullMarked;
