/**
 * Companion as a process of its own, and its users from outside: an administrator, and people who change the vendors'
 * world.
 */
@NullMarked
package dev.companion.stack;

import org.jspecify.annotations.NullMarked;
