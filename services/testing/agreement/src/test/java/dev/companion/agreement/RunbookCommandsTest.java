package dev.companion.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.companion.operations.OperationsApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The commands of the runbooks are there, for everything in one process and for containers too. */
class RunbookCommandsTest {

    private static final Path ROOT = Path.of("../../..");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");

    /** What each may begin with, and then the arguments of the program. */
    private static final Pattern PROGRAM = Pattern.compile(
            "(?:\\./companion|docker compose run --rm .*\\bcommands|kubectl exec .* java @/app/operations) (.+)");

    private static final Pattern OF_COMPOSE =
            Pattern.compile("docker compose (?:exec|logs --since \\d+h) ([a-z-]+)\\b.*");

    private static final Map<String, List<String>> COMMANDS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/runbooks"))) {
            for (var file : files.toList()) {
                COMMANDS.put(
                        file.getFileName().toString(),
                        SHELL.matcher(Files.readString(file))
                                .results()
                                .flatMap(block -> block.group(1).lines())
                                .toList());
            }
        }
        assertThat(COMMANDS).hasSizeGreaterThan(20);
    }

    @Test
    void theProgramUnderstandsItsArguments() {
        var out = new PrintWriter(new StringWriter());

        each((file, command) -> {
            var program = PROGRAM.matcher(command);
            if (program.matches()) {
                assertThatCode(() -> OperationsApplication.commands(Map.of(), () -> Instant.EPOCH, out, out)
                                .parseArgs(program.group(1).split(" ")))
                        .as("%s: %s", file, command)
                        .doesNotThrowAnyException();
            }
        });
    }

    @Test
    void aCommandOfOneProcessHasItsCounterpartForContainers() {
        each((file, command) -> {
            var there = COMMANDS.getOrDefault(file, List.of());
            if (command.startsWith("./companion ")) {
                var words = command.replace("./companion ", "commands ");
                assertThat(there)
                        .as("%s: %s", file, command)
                        .anyMatch(each -> each.startsWith("docker compose run --rm ") && each.contains(words));
            }
            if (command.startsWith("curl ")) {
                assertThat(there)
                        .as("%s: %s", file, command)
                        .anyMatch(each -> each.matches("docker compose exec [a-z-]+ /app/healthy"))
                        .anyMatch(each -> each.matches("kubectl exec deployment/companion-[a-z-]+ -- /app/healthy"));
            }
        });
    }

    @Test
    void containersAreThoseOfTheComposeFileAndHaveWhatIsRunInThem() throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Map<String, Object>> compose = yaml.load(Files.readString(ROOT.resolve("docker-compose.yml")));
        var image = Files.readString(ROOT.resolve("deploy/docker/Dockerfile"));

        each((file, command) -> {
            var of = OF_COMPOSE.matcher(command);
            if (of.matches()) {
                assertThat(compose.get("services")).as("%s: %s", file, command).containsKey(of.group(1));
            }
            if (command.contains(" exec ")) {
                var program = command.replaceAll(".* (/app/[a-z]+)$|.* java @(/app/[a-z]+) .*", "$1$2");
                assertThat(image).as("%s: %s", file, command).contains(" /out" + program);
            }
        });
    }

    /** With a selector, kubectl shows the last ten lines of each pod unless told otherwise. */
    @Test
    void logsAreReadFromTheirBeginning() {
        each((file, command) -> {
            if (command.startsWith("kubectl logs ")) {
                assertThat(command).as(file).contains(" --tail=-1");
            }
        });
    }

    private interface Check {
        void of(String file, String command);
    }

    private static void each(Check check) {
        COMMANDS.forEach((file, commands) -> commands.forEach(command -> check.of(file, command)));
    }
}
