package dev.companion.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an installation package contains, beside antimalware, which is always in it.
 *
 * @param modules in the order of the enum
 * @param addOns wanted; in force only if the licence of the company covers them. In the order of the enum
 * @param removeCompetitors whether the installer removes other security software
 * @param language locale of the installed agent, such as en_US; a new choice is one of {@link #LANGUAGES}
 */
public record PackageProfile(
        Set<PackageModule> modules, Set<AddOn> addOns, boolean removeCompetitors, String language) {

    /** Languages in which GravityZone builds agents. */
    public static final List<String> LANGUAGES =
            List.of("en_US", "es_ES", "de_DE", "fr_FR", "ro_RO", "pl_PL", "pt_BR", "it_IT", "ru_RU");

    /**
     * Until a person saves another: the modules that protect without asking anything of the user. Device control and
     * power user change how people work, and add-ons cost money, so those wait for a decision.
     */
    public static final PackageProfile INITIAL = new PackageProfile(
            EnumSet.complementOf(EnumSet.of(PackageModule.DEVICE_CONTROL, PackageModule.POWER_USER)),
            Set.of(),
            true,
            "en_US");

    public PackageProfile {
        modules = ordered(PackageModule.class, modules);
        addOns = ordered(AddOn.class, addOns);
    }

    /** @param isOn whether the module or add-on of that property is in the package */
    public static PackageProfile read(Predicate<String> isOn, boolean removeCompetitors, String language) {
        var modules = EnumSet.allOf(PackageModule.class);
        modules.removeIf(module -> !isOn.test(module.property()));
        var addOns = EnumSet.allOf(AddOn.class);
        addOns.removeIf(addOn -> !isOn.test(addOn.property()));
        return new PackageProfile(modules, addOns, removeCompetitors, language);
    }

    /** @param property takes each property of a module or add-on, and whether it is on */
    public void write(BiConsumer<String, Boolean> property) {
        for (var module : PackageModule.values()) {
            property.accept(module.property(), modules.contains(module));
        }
        for (var addOn : AddOn.values()) {
            property.accept(addOn.property(), addOns.contains(addOn));
        }
    }

    public PackageProfile without(Collection<AddOn> left) {
        var kept = EnumSet.noneOf(AddOn.class);
        kept.addAll(addOns);
        kept.removeAll(left);
        return new PackageProfile(modules, kept, removeCompetitors, language);
    }

    /** All of it, as it is called in a sentence. */
    public String words() {
        var parts = Stream.of(
                        Stream.of("antimalware"),
                        modules.stream().map(PackageModule::words),
                        addOns.stream().map(AddOn::words),
                        Stream.of(removeCompetitors ? "removal of competitors" : "competitors kept", language))
                .flatMap(each -> each);
        return String.join(", ", parts.toList());
    }

    /** What differs in the other, each as it is called in a sentence. */
    public List<String> differences(PackageProfile other) {
        var names = new ArrayList<String>();
        Stream.of(PackageModule.values())
                .filter(module -> modules.contains(module) != other.modules.contains(module))
                .forEach(module -> names.add(module.words()));
        Stream.of(AddOn.values())
                .filter(addOn -> addOns.contains(addOn) != other.addOns.contains(addOn))
                .forEach(addOn -> names.add(addOn.words()));
        if (removeCompetitors != other.removeCompetitors) {
            names.add("removal of competitors");
        }
        // A locale is the same in either case, and with a dash.
        if (!language.replace('-', '_').equalsIgnoreCase(other.language.replace('-', '_'))) {
            names.add("language");
        }
        return names;
    }

    private static <E extends Enum<E>> Set<E> ordered(Class<E> type, Set<E> given) {
        var ordered = EnumSet.noneOf(type);
        ordered.addAll(given);
        return Collections.unmodifiableSet(ordered);
    }
}
