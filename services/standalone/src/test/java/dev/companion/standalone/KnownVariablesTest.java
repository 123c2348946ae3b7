package dev.companion.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The doctor knows the name of every setting of every service; one that is renamed fails here. */
class KnownVariablesTest {

    private static final Path FILE =
            Path.of("../operations/src/main/resources/dev/companion/operations/doctor/known-variables.txt");

    private static final Map<String, String> SETTINGS = Map.of(
            "companion", "dev.companion.runtime.RuntimeProperties",
            "companion.http", "dev.companion.runtime.door.DoorProperties",
            "companion.log-level", "dev.companion.runtime.loglevel.LogLevelProperties",
            "companion.vendors", "dev.companion.vendor.VendorHosts",
            "companion.poller", "dev.companion.poller.config.PollerProperties",
            "companion.mapper", "dev.companion.mapper.config.MapperProperties",
            "companion.provisioner", "dev.companion.provisioner.config.ProvisionerProperties",
            "companion.event-resolver", "dev.companion.resolver.config.EventResolverProperties",
            "companion.console", "dev.companion.console.config.ConsoleProperties");

    @Test
    void everySettingIsKnown() throws Exception {
        var expected = new TreeSet<String>();
        for (var entry : SETTINGS.entrySet()) {
            names(entry.getKey(), Class.forName(entry.getValue())).forEach(expected::add);
        }

        assertThat(lines().stream().filter(line -> line.startsWith("companion.")))
                .containsAll(expected);
    }

    /** Variables of the script and of the compose file. */
    @Test
    void everyVariableThatADocumentNamesIsKnown() throws Exception {
        var known = lines();
        for (var file : List.of("companion", "docker-compose.yml", "deploy/README.md", "README.md")) {
            var named = java.util.regex.Pattern.compile("\\bCOMPANION_[A-Z_]+\\b")
                    .matcher(Files.readString(Path.of("../..").resolve(file)))
                    .results()
                    .map(found -> found.group());
            assertThat(named)
                    .as(file)
                    .allSatisfy(name -> assertThat(known)
                            .as(name)
                            .anySatisfy(line -> assertThat(plain(name)).startsWith(plain(line.replace(".*", "")))));
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[_.-]", "").toUpperCase(java.util.Locale.ROOT);
    }

    private static List<String> lines() throws Exception {
        return Files.readAllLines(FILE).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Stream<String> names(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> {
            var name = prefix + "."
                    + component
                            .getName()
                            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                            .toLowerCase(java.util.Locale.ROOT);
            if (component.getType().isRecord()) {
                return names(name, component.getType());
            }
            return Stream.of(Map.class.isAssignableFrom(component.getType()) ? name + ".*" : name);
        });
    }
}
