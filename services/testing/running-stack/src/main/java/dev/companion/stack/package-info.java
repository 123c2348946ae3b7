/** Companion as a process of its own, and those who use it from outside: an administrator, and whoever changes the vendors' world. */
@NullMarked
package dev.companion.stack;

import org.jspecify.annotations.NullMarked;
