package dev.companion.runtime.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the native libraries of the codecs are unpacked. A directory for temporary files is often mounted without the
 * right to load libraries ({@code noexec}); what is compressed with zstd or snappy is unreadable then.
 */
public final class CodecLibraries {

    private static final String ZSTD = "ZstdTempFolder";
    private static final String SNAPPY = "org.xerial.snappy.tempdir";
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private CodecLibraries() {}

    /**
     * Unpacks the libraries of this machine into a directory, for an image whose processes have no place to unpack them.
     * A process uses them with {@code -DZstdNativePath=DIRECTORY/libzstd-jni.so
     * -Dorg.xerial.snappy.lib.path=DIRECTORY}.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: CodecLibraries DIRECTORY");
            System.exit(2);
        }
        var directory = Files.createDirectories(Path.of(arguments[0]));
        unpack("com/github/luben/zstd/Zstd.class", "libzstd-jni-.*", directory.resolve("libzstd-jni.so"));
        unpack("org/xerial/snappy/Snappy.class", "libsnappyjava", directory.resolve("libsnappyjava.so"));
    }

    /**
     * @param beside a class in the jar of the library
     * @param name of the library without its ending, as a pattern
     */
    private static void unpack(String beside, String name, Path to) throws IOException {
        var jarOfClass = CodecLibraries.class.getClassLoader().getResource(beside);
        if (jarOfClass == null || !(jarOfClass.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("%s: not in a jar of the class path".formatted(beside));
        }
        connection.setUseCaches(false);
        var machine = System.getProperty("os.arch").equals("amd64") ? "amd64|x86_64" : System.getProperty("os.arch");
        var wanted = Pattern.compile("(.*/)?[Ll]inux/(%s)/%s\\.so".formatted(machine, name));
        try (var jar = connection.getJarFile()) {
            var library = jar.stream()
                    .filter(entry -> wanted.matcher(entry.getName()).matches())
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException("%s has no library for Linux on %s".formatted(jar.getName(), machine)));
            try (var in = jar.getInputStream(library)) {
                Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Has the libraries unpacked into {@code spare} if the directory for temporary files cannot be used for it. What the
     * operator has set stays. Must be called before the first record is read or written.
     */
    public static void unpackInto(Path spare) {
        if (!isWithoutExecution(Path.of(System.getProperty("java.io.tmpdir")), mounts())) {
            return;
        }
        try {
            Files.createDirectories(
                    spare, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("libraries of the codecs: no directory " + spare, e);
        }
        setIfAbsent(ZSTD, spare);
        setIfAbsent(SNAPPY, spare);
    }

    private static void setIfAbsent(String property, Path directory) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, directory.toString());
        }
    }

    private static List<String> mounts() {
        try {
            return Files.isReadable(MOUNTS) ? Files.readAllLines(MOUNTS) : List.of();
        } catch (IOException e) {
            return List.of(); // not known: libraries are unpacked where they are by default
        }
    }

    /**
     * Whether no library can be loaded from the directory.
     *
     * @param mounts lines of {@code /proc/self/mounts}: device, directory, kind, options
     */
    static boolean isWithoutExecution(Path directory, List<String> mounts) {
        var longest = -1;
        var without = false;
        for (var line : mounts) {
            var fields = line.split(" ", -1);
            if (fields.length < 4) {
                continue;
            }
            var mounted = Path.of(fields[1].replace("\\040", " "));
            // The last mount on a directory hides those before it.
            if (directory.startsWith(mounted) && mounted.getNameCount() >= longest) {
                longest = mounted.getNameCount();
                without = List.of(fields[3].split(",", -1)).contains("noexec");
            }
        }
        return without;
    }
}
