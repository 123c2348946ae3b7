/** The only service that changes anything at a vendor: plans calls, makes each at most once, and reports the outcomes. */
@NullMarked
package dev.companion.provisioner;

import org.jspecify.annotations.NullMarked;
