/** The state of the installation and of the tenant's accounts, as far as the console knows it. */
@NullMarked
package dev.companion.console.web.system;

import org.jspecify.annotations.NullMarked;
