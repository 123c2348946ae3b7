package dev.companion.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void aNewOneIsForItsOwnerAlone() throws Exception {
        var data = directory.resolve("some/data");

        DataDirectory.hold(data).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void oneThatOthersMayReadIsRefusedWithTheCommandThatMendsIt() throws Exception {
        var data = directory.resolve("data");
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> DataDirectory.hold(data))
                .withMessageContaining("others may read or change " + data)
                .withMessageContaining("chmod -R go-rwx '" + data + "'");
    }

    @Test
    void aFileInItThatOthersMayReadIsNamed() throws Exception {
        var data = directory.resolve("data");
        DataDirectory.hold(data).close();
        var file = Files.createDirectories(data.resolve("keys")).resolve("secrets.private.json");
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> DataDirectory.hold(data))
                .withMessageContaining(file.toString());
    }
}
