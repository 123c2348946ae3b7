/** Reads the parameters that list calls share and writes pages of lists, CSV files and task references. */
@NullMarked
package dev.companion.console.web.query;

import org.jspecify.annotations.NullMarked;
