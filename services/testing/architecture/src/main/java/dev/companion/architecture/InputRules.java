package dev.companion.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What code must receive instead of fetching: the time, randomness, and state that outlives its owner. */
final class InputRules {

    private static final Set<String> SOURCES_OF_CHANCE = Set.of(
            UUID.class.getName() + ".randomUUID",
            ThreadLocalRandom.class.getName() + ".current",
            Math.class.getName() + ".random");

    private InputRules() {}

    static List<ArchRule> all() {
        return List.of(
                noClasses()
                        .that(doNotConfigure())
                        .should()
                        .accessTargetWhere(readsTheSystemClock())
                        .because(
                                "time is an input: a test that cannot set it has to wait for it, so a clock or an instant "
                                        + "is passed in and only config picks the system's"),
                noClasses()
                        .that(doNotConfigure())
                        .should()
                        .accessTargetWhere(drawsByChance())
                        .because(
                                "chance is an input: an id that is random differs on each replay, so ids are derived and "
                                        + "generators are passed in by config"),
                fields().that()
                        .areStatic()
                        .should()
                        .beFinal()
                        .because(
                                "all services also run together in one process, where a changeable static is shared by "
                                        + "strangers"));
    }

    private static DescribedPredicate<JavaClass> doNotConfigure() {
        return DescribedPredicate.describe(
                "do not configure",
                type -> !type.getPackageName().contains(".config")
                        && !type.getSimpleName().endsWith("Configuration"));
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheSystemClock() {
        return DescribedPredicate.describe("reads the system's clock", access -> {
            var owner = access.getTargetOwner().getName();
            var name = access.getTarget().getName();
            return switch (name) {
                case "now" -> owner.startsWith("java.time.") && !isGivenAClock(access);
                case "currentTimeMillis" -> owner.equals(System.class.getName());
                case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                    owner.equals(Clock.class.getName()) || owner.equals(InstantSource.class.getName());
                case "<init>" ->
                    owner.equals("java.util.Date") && parametersOf(access).isEmpty();
                default -> false;
            };
        });
    }

    private static boolean isGivenAClock(JavaAccess<?> access) {
        return parametersOf(access).stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static List<JavaClass> parametersOf(JavaAccess<?> access) {
        return access instanceof JavaCodeUnitAccess<?> unit ? unit.getTarget().getRawParameterTypes() : List.of();
    }

    private static DescribedPredicate<JavaAccess<?>> drawsByChance() {
        return DescribedPredicate.describe("draws by chance", access -> {
            var owner = access.getTargetOwner();
            var name = access.getTarget().getName();
            var seededByTheSystem = owner.isEquivalentTo(Random.class)
                    && name.equals("<init>")
                    && parametersOf(access).isEmpty();
            return seededByTheSystem || SOURCES_OF_CHANCE.contains(owner.getName() + "." + name);
        });
    }
}
