/** What the provisioner keeps of a link: its spec, how far it has come, and the status it publishes. */
@NullMarked
package dev.companion.provisioner.domain.work;

import org.jspecify.annotations.NullMarked;
