package dev.companion.operations.domain.backup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether an archive is a backup that this build can restore, before a record of it is read. */
public final class ManifestRules {

    /** Files of an archive. */
    public static final int FILES_MAX = 1_000;
    /** Bytes of the manifest. */
    public static final int MANIFEST_BYTES_MAX = 4 << 20;
    /** Bytes of all files together, uncompressed. */
    public static final long BYTES_MAX = 64L << 30;

    private ManifestRules() {}

    /** @param names of all files in the archive, in any order, twice if they are there twice */
    public static List<String> refusedNames(Collection<String> names) {
        var refusals = new ArrayList<String>();
        if (names.size() > FILES_MAX) {
            refusals.add("it has %d files (expected: at most %d)".formatted(names.size(), FILES_MAX));
            return refusals;
        }
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!name.matches("[A-Za-z0-9._-]+") || name.startsWith(".")) {
                refusals.add("one of its files is named %s (expected: names of topics, without a path)"
                        .formatted(harmless(name)));
            } else if (!seen.add(name)) {
                refusals.add("the file %s is in it twice".formatted(name));
            }
        }
        if (!seen.contains(Manifest.FILE)) {
            refusals.add("it has no %s".formatted(Manifest.FILE));
        }
        return refusals;
    }

    private static String harmless(String name) {
        var text = name.replaceAll("[^ -~]", "?");
        return '"' + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + '"';
    }

    /** @param names of all files in the archive */
    public static List<String> refusals(Manifest manifest, Set<String> names, Contents contents) {
        if (manifest.format() != Manifest.FORMAT) {
            return List.of(
                    "it has format %d, and this build reads format %d: restore it with the version that wrote it (%s)"
                            .formatted(manifest.format(), Manifest.FORMAT, manifest.product()));
        }
        var refusals = new ArrayList<String>();
        var files = new TreeSet<>(names);
        files.remove(Manifest.FILE);
        var bytes = 0L;
        for (var part : manifest.parts()) {
            refusals.addAll(refusals(part, contents));
            if (!files.remove(part.file())) {
                refusals.add("%s is in the manifest, and not in the archive, or is there twice".formatted(part.file()));
            }
            bytes = Math.addExact(bytes, Math.clamp(part.bytes(), 0, BYTES_MAX));
        }
        if (!files.isEmpty()) {
            refusals.add("%s is in the archive, and not in the manifest".formatted(String.join(", ", files)));
        }
        if (bytes > BYTES_MAX) {
            refusals.add("its files have %d bytes (expected: at most %d)".formatted(bytes, BYTES_MAX));
        }
        return refusals;
    }

    private static List<String> refusals(Part part, Contents contents) {
        var content = contents.contentOf(part.topic());
        if (content.isEmpty()) {
            return List.of(
                    "%s: this build restores no such topic; the backup is of a newer version, or of an installation with another COMPANION_INSTANCE"
                            .formatted(harmless(part.topic())));
        }
        var refusals = new ArrayList<String>();
        if (content.get() != part.content()) {
            refusals.add(
                    "%s: %s in the manifest (expected: %s)".formatted(part.topic(), part.content(), content.get()));
        }
        if (!part.file().equals(Part.fileOf(part.topic()))
                || part.records() < 0
                || part.bytes() < 0
                || part.bytes() > BYTES_MAX
                || part.partitions() < 1
                || part.ends().size() != part.partitions()
                || !part.sha256().matches("[0-9a-f]{64}")) {
            refusals.add("%s: its row of the manifest is damaged".formatted(part.topic()));
        }
        return refusals;
    }
}
