package dev.companion.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The directory that contains everything that survives a restart, locked by one run at a time. */
final class DataDirectory implements AutoCloseable {

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
            Files.createDirectories(root);
            var channel =
                    FileChannel.open(root.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
            throw new java.io.UncheckedIOException(e);
        }
    }
}
