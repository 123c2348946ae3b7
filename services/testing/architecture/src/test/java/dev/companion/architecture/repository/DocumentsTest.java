package dev.companion.architecture.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.architecture.repository.Repository.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents name only what exists: a class that was renamed, or a file that moved, fails here.
 *
 * <p>Decision records and the changelog describe their own time and are not checked for classes. A name counts as a class
 * if it is in back-ticks and begins with a capital letter, or if it is in a block of code and has at least two humps.
 */
class DocumentsTest {

    private static final Path ROOT = Path.of("../../..").toAbsolutePath().normalize();

    private static final Pattern OF_THEIR_TIME = Pattern.compile("CHANGELOG\\.md|docs/decisions/.*");

    /** Names of others: libraries, vendors, protocols. */
    private static final Set<String> FOREIGN = Set.of(
            "Accept",
            "Always",
            "CloudEvents",
            "ClusterIP",
            "ClusterSecretStore",
            "DefaultPartitioner",
            "DoNotSchedule",
            "Dockerfile",
            "GravityZone",
            "GravityZonePackageLink",
            "IfNotPresent",
            "Invalid",
            "KafkaAvroDeserializer",
            "KafkaAvroSerializer",
            "Never",
            "NullMarked",
            "Optional",
            "RecordNameStrategy",
            "Recreate",
            "RollingUpdate",
            "ScheduleAnyway",
            "SecretStore",
            "SerializationException",
            "TopicNameStrategy",
            "TopicRecordNameStrategy",
            "TopologyTestDriver");

    private static final Pattern DECLARED_TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");
    private static final Pattern RECORD_NAME = Pattern.compile("\"name\"\\s*:\\s*\"([A-Z]\\w*)\"");
    private static final Pattern BACK_TICKED = Pattern.compile("`([^`]+)`");

    /** A type, with its path or file ending if it is named as a file, and with its member if it names one. */
    private static final Pattern NAMED_TYPE = Pattern.compile(
            "^@?(?:[\\w.…-]+/)*([A-Z]\\w*[a-z]\\w*)(?:\\.java|\\.avsc)?(?=$|[.(<#,: ])(?:\\.([a-z]\\w*…?))?");

    private static final Pattern HUMPS = Pattern.compile("\\b([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static Map<String, String> sourceOfType;
    private static Map<String, Source> documents;

    @BeforeAll
    static void readTypes() {
        sourceOfType = new HashMap<>();
        for (var source : Repository.read(path -> path.endsWith(".java") || path.endsWith(".avsc"))) {
            var declaration = source.path().endsWith(".java") ? DECLARED_TYPE : RECORD_NAME;
            declaration
                    .matcher(source.text())
                    .results()
                    .forEach(type -> sourceOfType.merge(type.group(1), source.text(), String::concat));
        }
        documents = Repository.read(path -> path.endsWith(".md")).stream()
                .collect(Collectors.toMap(Source::path, source -> source));
    }

    static List<String> documents() {
        return Repository.read(path -> path.endsWith(".md")).stream()
                .map(Source::path)
                .toList();
    }

    static List<String> documentsOfToday() {
        return documents().stream()
                .filter(path -> !OF_THEIR_TIME.matcher(path).matches())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documentsOfToday")
    void everyNamedTypeExists(String document) {
        assertThat(missingTypes(documents.get(document).text())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(String document) {
        assertThat(deadLinks(document)).isEmpty();
    }

    @Test
    void aTypeThatDoesNotExistIsFound() {
        assertThat(missingTypes("""
                `DocumentsTest` and `DocumentsTest.documents` exist, `domain/NoSuchType.java`, `NeverDeclared.of` and
                `ServiceArchitecture.noSuchMember` do not, and `READY` is no type.
                ```
                poller ──▶ NoSuchTopology ──▶ GravityZone
                ```
                """))
                .containsExactly(
                        "line 1: NoSuchType",
                        "line 1: NeverDeclared.of",
                        "line 2: ServiceArchitecture.noSuchMember",
                        "line 4: NoSuchTopology");
    }

    @Test
    void aHeadingIsFoundByItsAnchor() {
        assertThat(anchorsOf("# Who may reach what\n## The `decide` loop, once\n"))
                .containsExactlyInAnyOrder("who-may-reach-what", "the-decide-loop-once");
    }

    private static List<String> missingTypes(String text) {
        var missing = new ArrayList<String>();
        var inBlock = false;
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.stripLeading().startsWith("```")) {
                inBlock = !inBlock;
                continue;
            }
            var names = inBlock ? HUMPS.matcher(line).results().map(MatchResult::group) : backTicked(line);
            for (var name : names.filter(DocumentsTest::isMissing).toList()) {
                missing.add("line %d: %s".formatted(number, name));
            }
        }
        return missing;
    }

    private static Stream<String> backTicked(String line) {
        return BACK_TICKED
                .matcher(line)
                .results()
                .map(code -> NAMED_TYPE.matcher(code.group(1)))
                .filter(type -> type.find())
                .map(type -> type.group(2) == null ? type.group(1) : type.group(1) + "." + type.group(2));
    }

    private static boolean isMissing(String name) {
        var type = name.split("\\.", 2);
        if (FOREIGN.contains(type[0])) {
            return false;
        }
        var source = sourceOfType.get(type[0]);
        return source == null
                || type.length == 2 && !member(type[1]).matcher(source).find();
    }

    /** A member's name in a source; a name that ends in an ellipsis stands for all that begin like it. */
    private static Pattern member(String name) {
        return Pattern.compile(
                name.endsWith("…") ? "\\b" + name.substring(0, name.length() - 1) : "\\b" + name + "\\b");
    }

    private static List<String> deadLinks(String document) {
        return LINK.matcher(documents.get(document).text())
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .filter(link -> !leadsSomewhere(document, link))
                .toList();
    }

    private static boolean leadsSomewhere(String document, String link) {
        var parts = link.split("#", 2);
        var path = Path.of(document);
        var target = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]).normalize();
        if (!Files.exists(ROOT.resolve(target))) {
            return false;
        }
        var linked = documents.get(target.toString().replace('\\', '/'));
        return parts.length == 1 || (linked != null && anchorsOf(linked.text()).contains(parts[1]));
    }

    private static Set<String> anchorsOf(String text) {
        return text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+\\s+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
