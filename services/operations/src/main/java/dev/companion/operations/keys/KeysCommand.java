package dev.companion.operations.keys;

import dev.companion.operations.connection.Answer;
import dev.companion.operations.connection.ClusterOptions;
import dev.companion.operations.connection.CommandRefused;
import dev.companion.operations.connection.CommittedRecords;
import dev.companion.operations.connection.Connection;
import dev.companion.operations.domain.Outcome;
import dev.companion.operations.domain.keys.Keyset;
import dev.companion.operations.domain.keys.RotationRules;
import dev.companion.operations.domain.keys.Sealed;
import dev.companion.operations.domain.keys.Step;
import dev.companion.runtime.sealing.KeysetException;
import dev.companion.runtime.sealing.KeysetFiles;
import dev.companion.runtime.sealing.KeysetFiles.SealingKey;
import dev.companion.runtime.sealing.SecretOpener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rotates the keys with which credentials are sealed, one step after the other. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Says with which key each stored credential is sealed, and replaces that key, step by step.",
            "plan (without a second word) only says what a step would do; apply does it.",
            ""
        },
        footer = {
            "",
            "  status   keys of the keysets, what is sealed with each, and the next step",
            "  add      adds a key to the private keyset; then restart poller and provisioner with it",
            "  promote  the added key seals, in both keysets; then restart the console with the public one",
            "  reseal   asks the mapper to replace what is sealed with former keys; a save in between wins",
            "  remove   removes former keys, unless something is sealed with them, a stored secret does not open,",
            "           or the poller has not read all of them",
            "",
            "Exit code: 0 done or nothing to do, 2 something is left to do, 3 refused, 1 no answer or not done,",
            "64 wrong arguments."
        })
public final class KeysCommand implements Callable<Integer> {

    private static final Duration WAIT_MAX = Duration.ofHours(1);

    enum What {
        STATUS,
        ADD,
        PROMOTE,
        RESEAL,
        REMOVE
    }

    enum Action {
        PLAN,
        APPLY
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "status|add|promote|reseal|remove", description = "the step")
    private What what = What.STATUS;

    @Parameters(index = "1", arity = "0..1", paramLabel = "plan|apply", description = "what is done (plan)")
    private Action action = Action.PLAN;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--private-keyset",
            paramLabel = "FILE",
            description = "the keyset that opens (COMPANION_SECRETS_PRIVATEKEYSET)")
    private @Nullable Path privateKeyset;

    @Option(
            names = "--public-keyset",
            paramLabel = "FILE",
            description = "the keyset that seals, for promote and remove (COMPANION_SECRETS_PUBLICKEYSET)")
    private @Nullable Path publicKeyset;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "reseal: how long the mapper has to decide (${DEFAULT-VALUE})")
    private int wait = 60;

    private final Map<String, String> environment;
    private final InstantSource clock;

    /** @param environment variables of this process */
    public KeysCommand(Map<String, String> environment, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not run as a command");
        }
        var out = spec.commandLine().getOut();
        var outcome = new Outcome[] {Outcome.SAME};
        var code = Answer.of(spec.commandLine().getErr(), () -> {
            try {
                outcome[0] = run(cluster.connection(environment), out);
            } catch (KeysetException e) {
                throw new CommandRefused(String.valueOf(e.getMessage()));
            }
        });
        out.flush();
        return code == Outcome.SAME.exitCode() ? outcome[0].exitCode() : code;
    }

    private Outcome run(Connection connection, PrintWriter out)
            throws IOException, ExecutionException, InterruptedException {
        var waiting = Duration.ofSeconds(wait);
        if (waiting.isNegative() || waiting.compareTo(WAIT_MAX) > 0) {
            throw new CommandRefused("--wait %d (expected: 0 to %d)".formatted(wait, WAIT_MAX.toSeconds()));
        }
        var secrets = connection.properties().secrets();
        var opens = given(privateKeyset, secrets.privateKeyset(), "--private-keyset");
        var keyset = keyset(KeysetFiles.listPrivate(opens));
        return switch (what) {
            case ADD -> add(opens, keyset, out);
            case PROMOTE -> promote(opens, keyset, sealing(connection), out);
            case STATUS, RESEAL, REMOVE -> withCluster(connection, opens, keyset, waiting, out);
        };
    }

    private Outcome add(Path opens, Keyset keyset, PrintWriter out) {
        var step = RotationRules.add(keyset);
        if (!isToBeTaken(step, out)) {
            return step.outcome();
        }
        out.println(
                "added: key %d. Next: restart poller and provisioner with this private keyset, then companion keys promote"
                        .formatted(KeysetFiles.add(opens)));
        return Outcome.SAME;
    }

    private Outcome promote(Path opens, Keyset keyset, Path seals, PrintWriter out) {
        var step = RotationRules.promote(keyset, keyset(KeysetFiles.listPublic(seals)));
        if (!isToBeTaken(step, out)) {
            return step.outcome();
        }
        KeysetFiles.promote(opens, seals, keyset.newest());
        out.println("promoted: key %d. Next: restart the console with this public keyset, then companion keys reseal"
                .formatted(keyset.newest()));
        return Outcome.SAME;
    }

    private Outcome withCluster(Connection connection, Path opens, Keyset keyset, Duration waiting, PrintWriter out)
            throws IOException, ExecutionException, InterruptedException {
        var opener = SecretOpener.of(opens);
        try (var admin = connection.admin();
                var _ = what == What.RESEAL && action == Action.APPLY
                        ? cluster.toRequest(admin)
                        : cluster.toRead(admin);
                var records = new CommittedRecords(connection)) {
            var secrets = new SecretsReader(connection, admin, records);
            var sealed = secrets.with(opener);
            return switch (what) {
                case REMOVE -> remove(opens, keyset, sealing(connection), sealed, secrets.unreadByPoller(), out);
                case RESEAL -> {
                    var step = RotationRules.reseal(keyset, sealed);
                    if (!isToBeTaken(step, out)) {
                        yield step.outcome();
                    }
                    var receipt = new Resealing(connection, secrets, opens, clock).reseal(keyset.sealing(), waiting);
                    say(receipt, keyset, out);
                    yield left(receipt, RotationRules.reseal(keyset, secrets.with(opener)), out);
                }
                default -> {
                    var seals = publicKeyset(connection);
                    var step = RotationRules.status(
                            keyset, seals == null ? null : keyset(KeysetFiles.listPublic(seals)), sealed);
                    step.lines().forEach(out::println);
                    yield step.outcome();
                }
            };
        }
    }

    private Outcome remove(Path opens, Keyset keyset, Path seals, Sealed sealed, long unread, PrintWriter out) {
        var step = RotationRules.remove(keyset, keyset(KeysetFiles.listPublic(seals)), sealed, unread);
        if (!isToBeTaken(step, out)) {
            return step.outcome();
        }
        KeysetFiles.remove(opens, seals, step.keys());
        out.println("removed. Next: restart console, poller and provisioner with these keysets");
        return Outcome.SAME;
    }

    private static void say(Resealing.Receipt receipt, Keyset keyset, PrintWriter out) {
        out.println("sealed with key %d: %d".formatted(keyset.sealing(), receipt.sealed()));
        if (receipt.changed() > 0) {
            out.println("saved or erased meanwhile, which counts: %d".formatted(receipt.changed()));
        }
    }

    private static Outcome left(Resealing.Receipt receipt, Step now, PrintWriter out) {
        if (receipt.undecided() > 0) {
            out.println(
                    "still sealed as before: %d. The mapper has not decided yet or has refused (its log says which): see that it runs and is of this version, then the same command again"
                            .formatted(receipt.undecided()));
        }
        if (now.outcome() == Outcome.SAME) {
            out.println("next: companion keys remove");
        } else {
            now.lines().forEach(out::println);
        }
        return now.outcome();
    }

    /** Prints what the step would do; false if that is all. */
    private boolean isToBeTaken(Step step, PrintWriter out) {
        if (step.outcome() == Outcome.REFUSED) {
            throw new CommandRefused(step.lines());
        }
        step.lines().forEach(out::println);
        return step.outcome() == Outcome.DIFFERS && action == Action.APPLY;
    }

    private static Keyset keyset(List<SealingKey> keys) {
        return new Keyset(
                keys.stream().map(key -> new Keyset.Key(key.id(), key.seals())).toList());
    }

    private Path sealing(Connection connection) {
        return given(publicKeyset, connection.properties().secrets().publicKeyset(), "--public-keyset");
    }

    private @Nullable Path publicKeyset(Connection connection) {
        return publicKeyset == null ? connection.properties().secrets().publicKeyset() : publicKeyset;
    }

    private static Path given(@Nullable Path option, @Nullable Path setting, String name) {
        var file = option == null ? setting : option;
        if (file == null) {
            throw new CommandRefused("%s is missing: name the file of the keyset".formatted(name));
        }
        return file;
    }
}
