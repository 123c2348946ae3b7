package dev.companion.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Names that say nothing, and what every package says about nulls. */
final class NameRules {

    private static final Set<String> DRAWERS =
            Set.of("util", "utils", "common", "commons", "helper", "helpers", "misc");

    private static final Pattern EMPTY_ROLES = Pattern.compile("Abstract.*|.*(Impl|Manager|Helper|Helpers|Util|Utils)");

    private NameRules() {}

    static List<ArchRule> all() {
        return List.of(
                noClasses()
                        .should(resideInADrawer())
                        .because(
                                "a package named after nothing collects everything: put the method on the type it speaks of"),
                noClasses()
                        .should(haveAnEmptyRole())
                        .because(
                                "Impl, Manager, Helper, Utils and Abstract name a place in a hierarchy, not what a type does"),
                classes()
                        .should(resideInANullMarkedPackage())
                        .because(
                                "the compiler checks nulls only where the package is @NullMarked, and a package without a "
                                        + "sentence on its purpose has none"));
    }

    private static ArchCondition<JavaClass> resideInADrawer() {
        return condition(
                "reside in a package that names nothing",
                type -> Stream.of(type.getPackageName().split("\\.")).anyMatch(DRAWERS::contains));
    }

    private static ArchCondition<JavaClass> haveAnEmptyRole() {
        return condition(
                "have a name that says no role",
                type -> EMPTY_ROLES.matcher(type.getSimpleName()).matches());
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return condition(
                "reside in a package that is @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    private static ArchCondition<JavaClass> condition(String description, Predicate<JavaClass> predicate) {
        return ArchCondition.from(DescribedPredicate.describe(description, predicate));
    }
}
