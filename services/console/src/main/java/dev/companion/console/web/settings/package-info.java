/** REST API of the tenant's settings, including probed credentials. */
@NullMarked
package dev.companion.console.web.settings;

import org.jspecify.annotations.NullMarked;
