package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.soak.Soak;
import dev.companion.soak.SoakOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short run of what {@code ./companion soak} does for as long as it is asked to. Its seed kills one provisioner, then the
 * other, and the broker just after that.
 */
@Tag("wide")
class SoakE2E {

    @TempDir
    private Path directory;

    @Test
    void processesThatAreKilledWhileSitesAreLinkedAndUnlinkedLoseNothingAndDoubleNothing() {
        assertThat(Soak.run(new SoakOptions(3, 40, 183), directory, System.out))
                .as("everything is as the links say (see above)")
                .isTrue();
    }
}
