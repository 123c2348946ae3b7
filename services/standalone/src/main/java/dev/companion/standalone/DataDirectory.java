package dev.companion.standalone;

import dev.companion.runtime.access.AccessFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory that contains everything that survives a restart, locked by one run at a time. */
final class DataDirectory implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path root;
    private final @Nullable FileLock lock;

    private DataDirectory(Path root, @Nullable FileLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /** The directory of a run that another JVM holds. */
    static DataDirectory heldElsewhere(Path root) {
        return new DataDirectory(root, null);
    }

    /** Creates the directory if it is missing and locks it; the lock ends with the process, however it ends. */
    static DataDirectory hold(Path root) {
        try {
            if (Files.notExists(root)) {
                Files.createDirectories(root, OWNER_ONLY);
            }
            refuseWider(root);
            var channel = FileChannel.open(
                    root.resolve("in-use.lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartRefused(
                        "data directory %s: in use by another run (stop it, or choose another with --data DIR)"
                                .formatted(root));
            }
            return new DataDirectory(root, lock);
        } catch (IOException e) {
            throw new StartRefused("data directory %s: cannot be written, %s (choose another with --data DIR)"
                    .formatted(root, e.getClass().getSimpleName()));
        }
    }

    /**
     * What is in the directory is for its owner alone: keys, credentials, and in the topics names of people. No other user
     * gets past the directory itself; keys and credentials are looked at too, because people copy them.
     */
    private static void refuseWider(Path root) throws IOException {
        if (!root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        var looked = new ArrayList<>(List.of(root));
        for (var inner : List.of(root.resolve("keys"), root.resolve("credentials"))) {
            if (Files.exists(inner)) {
                try (var files = Files.walk(inner)) {
                    files.forEach(looked::add);
                }
            }
        }
        for (var file : looked) {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw new StartRefused(
                        "data directory %s: others may read or change %s, which is for its owner alone (run: chmod -R go-rwx '%s')"
                                .formatted(root, file, root));
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path registry() {
        return root.resolve("registry");
    }

    Path simulatedWorld() {
        return root.resolve("simulator").resolve("world.json");
    }

    Path privateKeyset() {
        return root.resolve("keys").resolve("secrets.private.json");
    }

    Path publicKeyset() {
        return root.resolve("keys").resolve("secrets.public.json");
    }

    /** A directory for each principal. */
    AccessFiles credentials() {
        return new AccessFiles(root.resolve("credentials"));
    }

    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        try {
            lock.release();
            lock.acquiredBy().close();
        } catch (IOException e) {
            // The process is about to end, and the lock ends with it.
            throw new UncheckedIOException(e);
        }
    }
}
