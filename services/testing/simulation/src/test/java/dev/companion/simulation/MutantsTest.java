package dev.companion.simulation;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.matcher.ElementMatcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Shows that the simulation notices broken rules: each rule of the protocol is broken in turn, in the very classes that
 * are built, and some history must show it. {@code -Dsimulation.mutant=NAME} tries one alone.
 */
@Tag("wide")
class MutantsTest {

    private static final int SEEDS = 500;
    private static final int AT_ONCE = 8;

    /** @param seed of the first history that broke; with what it broke */
    private record Caught(long seed, String how) {}

    @Test
    void breakingAnyRuleIsCaught() throws IOException {
        ByteBuddyAgent.install();
        var only = System.getProperty("simulation.mutant");
        var caught = new EnumMap<Mutant, Caught>(Mutant.class);
        var mutants = Stream.of(Mutant.values())
                .filter(mutant -> only == null || mutant.name().equals(only))
                .toList();

        for (var mutant : mutants) {
            firstCaught(mutant).ifPresent(found -> caught.put(mutant, found));
            System.out.println(row(mutant, caught));
        }

        assertThat(caught.keySet()).as("rules that are caught when broken").containsExactlyElementsOf(mutants);
    }

    private static String row(Mutant mutant, Map<Mutant, Caught> caught) {
        var found = caught.get(mutant);
        return "| %s | %s | %s |"
                .formatted(
                        mutant.rule,
                        mutant.words(),
                        found == null ? "not caught |" : "seed %d | %s".formatted(found.seed(), found.how()));
    }

    private static Optional<Caught> firstCaught(Mutant mutant) throws IOException {
        if (mutant.flaw != null) {
            return firstBroken(Set.of(mutant.flaw));
        }
        var type = type(mutant);
        var strategy = ClassReloadingStrategy.fromInstalledAgent();
        // An accessor and its withers may have one name.
        var method = named(mutant.method).and(answers(mutant));
        new ByteBuddy()
                .redefine(type)
                .visit(Advice.to(mutant.breakage).on(method))
                .make()
                .load(type.getClassLoader(), strategy);
        try {
            return firstBroken(Set.of());
        } finally {
            strategy.reset(type);
        }
    }

    private static ElementMatcher<MethodDescription> answers(Mutant mutant) {
        return mutant.breakage == Breakages.Yes.class || mutant.breakage == Breakages.No.class
                ? returns(boolean.class)
                : any();
    }

    private static Class<?> type(Mutant mutant) {
        for (var module : List.of("provisioner", "mapper")) {
            try {
                return Class.forName("dev.companion." + module + ".domain." + mutant.type);
            } catch (ClassNotFoundException _) {
                // in the other module, then
            }
        }
        throw new IllegalStateException("mutant " + mutant + ": no class " + mutant.type);
    }

    private static Optional<Caught> firstBroken(Set<Flaw> flaws) {
        for (var from = 0L; from < SEEDS; from += AT_ONCE) {
            var broken = LongStream.range(from, from + AT_ONCE)
                    .parallel()
                    .mapToObj(seed -> Histories.violation(seed, flaws, new AtomicLong(), new AtomicLong())
                            .map(words -> new Caught(seed, rule(words))))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    /** Of "seed 7: never two of anything: …" the middle. */
    private static String rule(String words) {
        return words.split(": ", 3)[1];
    }
}
