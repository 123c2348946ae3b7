/** Which services of the installation run, as they say of themselves. */
@NullMarked
package dev.companion.console.domain.installation;

import org.jspecify.annotations.NullMarked;
