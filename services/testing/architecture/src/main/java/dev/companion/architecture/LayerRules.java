package dev.companion.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.regex.Pattern;

/** Who may know whom. */
final class LayerRules {

    /** Every deployable of ours, by base package. A new service is added here with its first class. */
    private static final List<String> SERVICES = List.of(
            "dev.companion.poller",
            "dev.companion.mapper",
            "dev.companion.provisioner",
            "dev.companion.resolver",
            "dev.companion.console",
            "dev.companion.simulator",
            "dev.companion.operations",
            "dev.companion.standalone");

    /** Shared modules that are as pure as a domain must be; each is held to that by its own test. */
    private static final String PACING = "dev.companion.pacing..";

    private static final String DECISION = "dev.companion.decision..";

    private static final String VOCABULARY = "dev.companion.vocabulary..";

    private static final String MATCHING = "dev.companion.matching..";

    private LayerRules() {}

    static List<ArchRule> ofService(String basePackage) {
        var domain = basePackage + "..domain..";
        var config = basePackage + "..config..";
        DescribedPredicate<JavaClass> application = nameMatching(Pattern.quote(basePackage) + "\\.[A-Za-z]+Application")
                .forSubtype();
        return List.of(
                classes()
                        .that()
                        .resideInAPackage(domain)
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..", "org.jspecify..", PACING, DECISION, VOCABULARY, MATCHING, domain))
                        .because(
                                "a decision is proven with values only, so the domain knows the JDK, the shared modules "
                                        + "that are held to the same rule, and itself, and no framework, record of a topic, "
                                        + "logger or meter"),
                noClasses()
                        .that(resideOutsideOfPackage(config).and(not(application)))
                        .should()
                        .dependOnClassesThat(resideInAPackage(config))
                        .because("config wires everything and only the application class knows it: a class that needs "
                                + "a setting is given a plain value"));
    }

    /** Packages of a domain stand in floors: each knows those below it, the controller at the root knows all. */
    static List<ArchRule> ofFloors(String basePackage) {
        return List.of(
                slices().assignedFrom(packagesOf(basePackage + ".domain"))
                        .should()
                        .beFreeOfCycles()
                        .because(
                                "a domain is read package by package, from the bottom to the top, which a cycle does not have"));
    }

    private static SliceAssignment packagesOf(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                var name = type.getPackageName();
                return name.equals(root) || name.startsWith(root + ".")
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "the packages of " + root;
            }
        };
    }

    static List<ArchRule> ofNeighbours(String basePackage) {
        var others = SERVICES.stream()
                .filter(service -> !service.equals(basePackage))
                .map(service -> service + "..")
                .toArray(String[]::new);
        return List.of(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .because("services meet in topics alone: one that imports another must be released with it for ever"));
    }

    static List<ArchRule> ofPure(String basePackage) {
        return List.of(
                classes()
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", basePackage + ".."))
                        .because(
                                "domains use it, and what a domain uses must be as easy to prove with values as the domain is"));
    }

    static List<ArchRule> ofClient() {
        return List.of(noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "org.springframework.."))
                .because("a client speaks its vendor's language and nothing else, so that it can be tested against the "
                        + "vendor alone"));
    }
}
