package dev.companion.simulator.world;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The world on disk: a header line, then one line for each transaction, {@code [[table, key, row or null], …]}. A line
 * reaches the operating system before the change is answered, so a killed process loses and duplicates nothing; a power
 * failure may lose the last moments. An incomplete last line was never answered and is dropped; any other unreadable
 * line prevents the start with one sentence. The file is rewritten to its live rows when it is opened and when it has
 * grown well past them.
 */
final class StateFile implements AutoCloseable {

    private static final String HEADER = "{\"format\":\"companion-simulator-state\",\"version\":1}";
    private static final long COMPACT_ABOVE_BYTES = 64L * 1024 * 1024;

    private final Path path;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private FileChannel channel;
    private long sizeAfterCompaction;
    private long size;

    private StateFile(Path path, FileChannel lockChannel, FileLock lock, FileChannel channel) {
        this.path = path;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Locks the file for this process and passes every transaction in it, oldest first, to {@code replay}.
     *
     * @throws IllegalStateException with one line that names the file, if it is in use, unreadable or corrupt
     */
    static StateFile open(Path path, Consumer<JsonNode> replay) {
        try {
            Path absolute = path.toAbsolutePath();
            Files.createDirectories(Objects.requireNonNull(absolute.getParent(), "a state file has a directory"));
            FileChannel lockChannel = FileChannel.open(
                    absolute.resolveSibling(absolute.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(lockChannel, absolute);
            try {
                replayAll(absolute, replay);
                var channel = FileChannel.open(absolute, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                return new StateFile(absolute, lockChannel, lock, channel);
            } catch (IOException | RuntimeException e) {
                lockChannel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalStateException("state file " + path + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    private static FileLock tryLock(FileChannel lockChannel, Path path) throws IOException {
        try {
            FileLock lock = lockChannel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // this JVM holds it already; reported like any other owner
        }
        lockChannel.close();
        throw new IllegalStateException("state file " + path + " is in use by another running simulator");
    }

    private static void replayAll(Path path, Consumer<JsonNode> replay) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return;
        }
        byte[] content = Files.readAllBytes(path);
        int start = 0;
        int number = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                number++;
                replayLine(path, number, Arrays.copyOfRange(content, start, i), replay);
                start = i + 1;
            }
        }
        if (number == 0) {
            throw corrupt(path, 1, "not a simulator state file");
        }
    }

    private static void replayLine(Path path, int number, byte[] line, Consumer<JsonNode> replay) {
        if (number == 1) {
            if (!HEADER.equals(new String(line, StandardCharsets.UTF_8))) {
                throw corrupt(path, 1, "not a simulator state file of this version");
            }
            return;
        }
        try {
            replay.accept(Json.MAPPER.readTree(line));
        } catch (JacksonException | IllegalArgumentException | ClassCastException e) {
            throw corrupt(path, number, "unreadable");
        }
    }

    private static IllegalStateException corrupt(Path path, int line, String why) {
        return new IllegalStateException("state file " + path + " is corrupt (line " + line + ": " + why
                + "); move it away to start from a fresh world");
    }

    void append(byte[] transaction) throws IOException {
        var line = ByteBuffer.allocate(transaction.length + 1);
        line.put(transaction).put((byte) '\n').flip();
        size += line.remaining();
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    boolean hasOutgrown() {
        return size > Math.max(COMPACT_ABOVE_BYTES, 4 * sizeAfterCompaction);
    }

    /** Replaces the file atomically by one that contains only these transactions. */
    void compact(Stream<byte[]> transactions) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (BufferedWriter writer = Files.newBufferedWriter(fresh)) {
            writer.write(HEADER);
            writer.write('\n');
            for (byte[] transaction : (Iterable<byte[]>) transactions::iterator) {
                writer.write(new String(transaction, StandardCharsets.UTF_8));
                writer.write('\n');
            }
        }
        channel.close();
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel = FileChannel.open(path, StandardOpenOption.APPEND);
        size = channel.size();
        sizeAfterCompaction = size;
    }

    @Override
    public void close() {
        try {
            channel.close();
            lock.release();
            lockChannel.close();
        } catch (IOException e) {
            throw new IllegalStateException("state file " + path + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
