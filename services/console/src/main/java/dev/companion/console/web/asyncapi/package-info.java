/** The document of the topics, for the authors of other programs. */
@NullMarked
package dev.companion.console.web.asyncapi;

import org.jspecify.annotations.NullMarked;
