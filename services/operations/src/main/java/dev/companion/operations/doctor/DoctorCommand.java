package dev.companion.operations.doctor;

import dev.companion.operations.admin.Rights;
import dev.companion.operations.connection.ConnectionOptions;
import dev.companion.operations.domain.check.Report;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a whole installation and says what is not as it should be, and how to mend it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Asks cluster, registry and services, changes nothing, and says what is not as it should be:",
            "what, found, expected, how to mend it. A check that cannot be made is a warning.",
            ""
        },
        footer = {
            "",
            "Checks: address, authentication, topics, changelogs, acls, broker, schemas, records, groups, clock,",
            "keysets, services, quotas, versions, memory, variables, disk.",
            "Exit code: 0 all well, 1 warnings, 2 faults, 64 wrong arguments."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final int WRONG_ARGUMENTS = 64;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConnectionOptions options = new ConnectionOptions();

    @Option(names = "--json", description = "the findings as JSON")
    private boolean json;

    @Option(names = "--skip", split = ",", paramLabel = "CHECK", description = "checks that are left out")
    private List<String> skip = List.of();

    @Option(
            names = "--readers",
            split = ",",
            paramLabel = "FILE",
            description = "properties of Kafka clients that may read topics, for the check of records")
    private List<Path> readers = List.of();

    @Option(
            names = "--service",
            split = ",",
            paramLabel = "NAME=URL",
            description = "management ports of running services, such as poller=http://poller:9080")
    private Map<String, String> services = Map.of();

    @Option(names = "--lag", paramLabel = "N", description = "records that a service may be behind (${DEFAULT-VALUE})")
    private long lagMax = 1_000;

    @Option(
            names = "--public-keyset",
            paramLabel = "FILE",
            description = "the keyset that seals (COMPANION_SECRETS_PUBLICKEYSET)")
    private @Nullable Path publicKeyset;

    @Option(
            names = "--private-keyset",
            paramLabel = "FILE",
            description = "the keyset that opens (COMPANION_SECRETS_PRIVATEKEYSET)")
    private @Nullable Path privateKeyset;

    @Option(names = "--disk", split = ",", paramLabel = "DIR", description = "directories whose disk must have space")
    private List<Path> disks = List.of();

    @Option(
            names = "--anonymous",
            description = "clients without credentials may read the public topics, as in the demo")
    private boolean anonymous;

    @Option(
            names = "--principals",
            split = ",",
            paramLabel = "NAME",
            description = "only the rights of these (all of the catalogue)")
    private List<String> principals = List.of();

    private final Map<String, String> environment;
    private final InstantSource clock;

    /** @param environment variables of this process */
    public DoctorCommand(Map<String, String> environment, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not run as a command");
        }
        var commandLine = spec.commandLine();
        var unknown =
                skip.stream().filter(name -> !Examination.CHECKS.contains(name)).toList();
        if (!unknown.isEmpty()) {
            commandLine
                    .getErr()
                    .println("--skip %s: no such check (expected: %s)"
                            .formatted(String.join(",", unknown), String.join(", ", Examination.CHECKS)));
            return WRONG_ARGUMENTS;
        }
        Rights.refusal(principals).ifPresent(because -> {
            throw new ParameterException(commandLine, because);
        });
        try {
            var connection = options.connection(environment);
            var report = new Examination(
                            connection,
                            new Examination.Patient(
                                    readers,
                                    services,
                                    lagMax,
                                    publicKeyset == null
                                            ? connection.properties().secrets().publicKeyset()
                                            : publicKeyset,
                                    privateKeyset == null
                                            ? connection.properties().secrets().privateKeyset()
                                            : privateKeyset,
                                    disks,
                                    principals,
                                    anonymous,
                                    environment),
                            skip,
                            clock)
                    .report();
            print(report, commandLine);
            return report.exitCode();
        } catch (BindException | UncheckedIOException | KafkaException e) {
            commandLine.getErr().println("settings: " + e.getMessage());
            return WRONG_ARGUMENTS;
        }
    }

    private void print(Report report, CommandLine commandLine) {
        var out = commandLine.getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(Map.of("exitCode", report.exitCode(), "findings", report.findings())));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
    }
}
