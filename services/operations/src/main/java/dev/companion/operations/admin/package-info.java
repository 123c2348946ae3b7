/** The commands {@code admin topics|acls|schemas plan|apply|check}. */
@NullMarked
package dev.companion.operations.admin;

import org.jspecify.annotations.NullMarked;
