package dev.companion.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;

/**
 * The structure that keeps Companion's promises testable.
 *
 * <p>Why it is enforced: what the product promises (nothing is made twice, nothing is lost, a replay ends in the same
 * state) is proven by feeding values to pure decisions. That proof is worth something only while decisions have no
 * hidden inputs, which is to say no clock, no randomness, no framework and no neighbour that changes under them. Each of
 * those creeps in one harmless import at a time, and a reviewer sees only one import at a time. So the build looks at
 * all of them.
 *
 * <p>Think hard before loosening a rule here: code that does not fit usually wants to move, not to be excused.
 *
 * <p>Every rule of a set is evaluated before the first failure is reported, and each says in a sentence why it exists.
 * A rule passes where a module has nothing it could speak of, but a base package without any class fails, since a
 * misspelt name would otherwise pass for ever.
 */
public final class ServiceArchitecture {

    private ServiceArchitecture() {}

    /**
     * Checks the main classes of a service.
     *
     * @param basePackage the service's package, such as {@code dev.companion.mapper}
     * @throws AssertionError naming each broken rule, its reason and its offenders
     */
    public static void check(String basePackage) {
        verify(mainClassesOf(basePackage), serviceRules(basePackage));
    }

    /**
     * Checks the main classes of a shared module: the same names and inputs, and that it knows no service.
     *
     * @throws AssertionError naming each broken rule, its reason and its offenders
     */
    public static void checkShared(String basePackage) {
        verify(mainClassesOf(basePackage), sharedRules(basePackage));
    }

    /**
     * Checks the main classes of a vendor's client: a shared module that knows no Kafka, no Avro and no Spring either.
     *
     * @throws AssertionError naming each broken rule, its reason and its offenders
     */
    public static void checkClient(String basePackage) {
        verify(mainClassesOf(basePackage), clientRules(basePackage));
    }

    /**
     * Checks the main classes of a shared module that domains may use: it knows the JDK and itself.
     *
     * @throws AssertionError naming each broken rule, its reason and its offenders
     */
    public static void checkPure(String basePackage) {
        verify(mainClassesOf(basePackage), pureRules(basePackage));
    }

    static List<ArchRule> serviceRules(String basePackage) {
        return concat(
                LayerRules.ofService(basePackage),
                LayerRules.ofFloors(basePackage),
                InputRules.all(),
                NameRules.all(),
                LayerRules.ofNeighbours(basePackage));
    }

    static List<ArchRule> sharedRules(String basePackage) {
        return concat(InputRules.all(), NameRules.all(), LayerRules.ofNeighbours(basePackage));
    }

    static List<ArchRule> pureRules(String basePackage) {
        return concat(sharedRules(basePackage), LayerRules.ofPure(basePackage));
    }

    static List<ArchRule> clientRules(String basePackage) {
        return concat(sharedRules(basePackage), LayerRules.ofClient());
    }

    static void verify(JavaClasses classes, List<ArchRule> rules) {
        var failures = rules.stream()
                .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
                .filter(EvaluationResult::hasViolation)
                .map(result -> result.getFailureReport().toString())
                .toList();
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator() + System.lineSeparator(), failures));
        }
    }

    private static JavaClasses mainClassesOf(String basePackage) {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        if (classes.stream().allMatch(type -> type.getSimpleName().equals("package-info"))) {
            throw new AssertionError("classes in package %s: none (expected: at least one)".formatted(basePackage));
        }
        return classes;
    }

    @SafeVarargs
    private static List<ArchRule> concat(List<ArchRule>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}
