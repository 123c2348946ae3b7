/** Wires the web side. */
@NullMarked
package dev.companion.console.web;

import org.jspecify.annotations.NullMarked;
