/** The topics as a document for the authors of other programs. */
@NullMarked
package dev.companion.schemas.asyncapi;

import org.jspecify.annotations.NullMarked;
