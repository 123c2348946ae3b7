/** What the doctor concludes from facts about an installation. */
@NullMarked
package dev.companion.operations.domain.check;

import org.jspecify.annotations.NullMarked;
