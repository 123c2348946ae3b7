/** The server-rendered pages. */
@NullMarked
package dev.companion.console.web.pages;

import org.jspecify.annotations.NullMarked;
