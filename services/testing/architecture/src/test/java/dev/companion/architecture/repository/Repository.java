package dev.companion.architecture.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files of the checkout that this module stands in, without what builds and tools put there. */
final class Repository {

    /** A file as text; its path is relative to the root and written with slashes. */
    record Source(String path, String text) {

        String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        String directory() {
            return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        }

        /** The number of the line that the character at an offset is in. */
        long lineOf(int offset) {
            return 1
                    + text.substring(0, offset)
                            .chars()
                            .filter(each -> each == '\n')
                            .count();
        }

        boolean isMain() {
            return path.contains("/src/main/");
        }

        boolean isTest() {
            return path.contains("/src/test/");
        }
    }

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "data", "fixtures");

    private Repository() {}

    /** Every Java source file. */
    static List<Source> java() {
        return read(path -> path.endsWith(".java"));
    }

    static List<Source> read(Predicate<String> wanted) {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("companion"))) {
            root = root.getParent();
            if (root == null) {
                throw new IllegalStateException(
                        "no checkout above " + Path.of("").toAbsolutePath());
            }
        }
        return read(root, wanted);
    }

    private static List<Source> read(Path root, Predicate<String> wanted) {
        var sources = new ArrayList<Source>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    var name = directory.getFileName().toString();
                    var skipped = !directory.equals(root) && (name.startsWith(".") || NOT_OURS.contains(name));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    var path = root.relativize(file).toString().replace('\\', '/');
                    if (wanted.test(path)) {
                        sources.add(new Source(path, Files.readString(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources.stream()
                .sorted((one, other) -> one.path().compareTo(other.path()))
                .toList();
    }
}
