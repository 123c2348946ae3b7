/** The web console and its REST API: shows what the topics say and turns what people want into requests. */
@NullMarked
package dev.companion.console;

import org.jspecify.annotations.NullMarked;
