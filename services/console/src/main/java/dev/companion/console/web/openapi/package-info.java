/** The OpenAPI document: what is derived from the code, so that it is exact without being written by hand. */
@NullMarked
package dev.companion.console.web.openapi;

import org.jspecify.annotations.NullMarked;
