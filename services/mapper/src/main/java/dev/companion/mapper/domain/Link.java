package dev.companion.mapper.domain;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That a site is to be linked, and to what. Never forgotten while its site may come back: the last generation of a link
 * that is gone is where the next link of that site goes on, so that no two wishes ever have one number. Stored as it
 * is; links of an earlier version lack what comes after {@code requestId}.
 *
 * @param siteName when the link was made or last changed
 * @param generation 1 for the first wish, one more with each change of it
 * @param companyId the company that a person chose; null where one is to be created
 * @param companyName the company to create; null where one was chosen
 * @param companyInUse what the status last said; null until it said so
 * @param requestId the request that last changed the link
 * @param deletePackage whether the package goes too where the link is taken apart
 * @param companyOrder decided with this very generation; null where nothing was
 * @param begun whether work on what this generation changed was seen to have begun
 * @param undo what cancelling the last change comes to; null where nobody can take it back
 * @param namesLeft names of companies to create that were wanted before, likewise
 * @param companiesLeft wanted before the present company, and not yet let go as far as a status of this generation says
 * @param aliases earlier names of the site by which it is known to belong to its company, the newest last
 * @param namings how often another name of the site was noted without a new generation
 * @param companiesMet each company that any link of this site ever wanted or used, the present ones too
 */
public record Link(
        String siteUid,
        String siteName,
        long generation,
        Wanted wanted,
        @Nullable String companyId,
        @Nullable String companyName,
        @Nullable String companyInUse,
        String packageName,
        PackageProfile profile,
        String requestId,
        boolean deletePackage,
        @Nullable CompanyOrder companyOrder,
        boolean begun,
        @Nullable Undo undo,
        List<String> companiesLeft,
        List<String> namesLeft,
        List<String> aliases,
        long namings,
        List<String> companiesMet) {

    static final int ALIASES_MAX = 10;

    private static final int DIGITS_IN_PACKAGE_NAME = 12;

    /** A link that an earlier version stored has left no company that anybody knows of. */
    public Link {
        companiesLeft = companiesLeft == null ? List.of() : List.copyOf(companiesLeft);
        namesLeft = namesLeft == null ? List.of() : List.copyOf(namesLeft);
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        companiesMet = Stream.of(
                        companiesMet == null ? Stream.<String>of() : companiesMet.stream(),
                        Stream.ofNullable(companyId),
                        Stream.ofNullable(companyInUse))
                .flatMap(Function.identity())
                .distinct()
                .toList();
    }

    /** Whether the link is to be. */
    public enum Wanted {
        /** The site is to be linked. */
        PRESENT,
        /** The link is being taken apart. */
        ABSENT,
        /** It was taken apart; only its generation is still of use. */
        GONE
    }

    /** @param profile what the package was to contain before; null where the link was new, so that it is dropped */
    public record Undo(@Nullable PackageProfile profile) {

        boolean dropsLink() {
            return profile == null;
        }
    }

    static Link first(KnownSite site, LinkWish wish, PackageProfile profile, String requestId) {
        return new Link(
                site.siteUid(),
                site.name(),
                1,
                Wanted.PRESENT,
                wish.companyId(),
                wish.newName().map(CompanyName::text).orElse(null),
                null,
                packageNameOf(site.siteUid()),
                profile,
                requestId,
                false,
                null,
                false,
                new Undo(null),
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of());
    }

    /** The same site linked anew after its link was gone. */
    Link again(KnownSite site, LinkWish wish, PackageProfile later, String request) {
        return first(site, wish, later, request).change(c -> {
            c.generation = generation + 1;
            c.aliases = aliases;
            c.namings = namings;
            c.companiesMet = companiesMet;
        });
    }

    /**
     * Another company is wanted; the package keeps what it was made with. Work on the company that was wanted may have
     * begun unseen, so it is held until a status of the new wish shows what is in use.
     */
    Link redirected(KnownSite site, LinkWish wish, String request) {
        return next(request, c -> {
            c.siteName = site.name();
            c.companyId = wish.companyId();
            c.companyName = wish.newName().map(CompanyName::text).orElse(null);
            c.companiesLeft = Stream.concat(companiesLeft.stream(), Stream.ofNullable(companyId))
                    .distinct()
                    .toList();
            c.namesLeft = Stream.concat(namesLeft.stream(), Stream.ofNullable(companyName))
                    .distinct()
                    .toList();
        });
    }

    /** Another package is wanted. */
    Link packaged(PackageProfile later, String request) {
        return next(request, c -> {
            c.profile = later;
            c.undo = new Undo(profile);
        });
    }

    Link unwanted(boolean withPackage, String request) {
        return next(request, c -> {
            c.wanted = Wanted.ABSENT;
            c.deletePackage = withPackage;
        });
    }

    /** Deleting the company takes the link apart first; all else leaves what is wanted as it is. */
    Link ordered(CompanyOrder order) {
        return next(order.requestId(), c -> {
            c.companyOrder = order;
            c.wanted = order.action() == CompanyOrder.Action.DELETE ? Wanted.ABSENT : wanted;
        });
    }

    /** The site has another name. No new generation, since nothing else is wanted. */
    Link renamed(String presentSiteName, boolean remembersFormer) {
        return change(c -> {
            c.siteName = presentSiteName;
            c.namings = namings + 1;
            c.aliases = remembersFormer ? aliasesWith(siteName) : aliases;
        });
    }

    private List<String> aliasesWith(String former) {
        var all = Stream.concat(aliases.stream().filter(alias -> !alias.equals(former)), Stream.of(former))
                .toList();
        return all.subList(Math.max(0, all.size() - ALIASES_MAX), all.size());
    }

    /** Grows with everything that is published of the link, also without a new generation, and never restarts. */
    public long sequence() {
        return generation + namings;
    }

    /** The last change taken back, which is a change as well. */
    Link undone(Undo last, String request) {
        var before = last.profile();
        return before == null ? unwanted(false, request) : next(request, c -> c.profile = before);
    }

    Link gone() {
        return change(c -> {
            c.wanted = Wanted.GONE;
            c.deletePackage = false;
            c.companyOrder = null;
            c.undo = null;
            c.companiesLeft = List.of();
            c.namesLeft = List.of();
        });
    }

    /** The link as its status shows it. */
    Link observed(StatusSeen seen) {
        var ofThisGeneration = seen.generation() == generation;
        return change(c -> {
            c.companyInUse = seen.companyId();
            c.begun = begun || (ofThisGeneration && hasBegun(seen));
            c.companiesLeft = ofThisGeneration ? List.of() : companiesLeft;
            c.namesLeft = ofThisGeneration ? List.of() : namesLeft;
        });
    }

    /** Where only the package was changed, the company was in use before and says nothing. */
    private boolean hasBegun(StatusSeen seen) {
        return undo != null && !undo.dropsLink() ? seen.packageBegun() : seen.begun() || seen.companyId() != null;
    }

    /** Whether no other site may be linked to that company: it is wanted or in use here, or not yet let go. */
    public boolean holdsCompany(String id) {
        return listCompaniesHeld().contains(id);
    }

    /** Each company that {@link #holdsCompany} says yes to. */
    public List<String> listCompaniesHeld() {
        return wanted == Wanted.GONE
                ? List.of()
                : Stream.concat(
                                Stream.concat(Stream.ofNullable(companyId), Stream.ofNullable(companyInUse)),
                                companiesLeft.stream())
                        .distinct()
                        .toList();
    }

    /**
     * Names of companies that are to be created for this link, or may yet be, whether or not that has happened; and the
     * name that its company is to get.
     */
    public List<CompanyName> listNamesHeld() {
        return wanted == Wanted.GONE
                ? List.of()
                : Stream.of(Stream.ofNullable(companyName), namesLeft.stream(), Stream.ofNullable(nameOrdered()))
                        .flatMap(Function.identity())
                        .distinct()
                        .map(CompanyName::new)
                        .toList();
    }

    private @Nullable String nameOrdered() {
        return companyOrder == null ? null : companyOrder.newName();
    }

    /** Whether its company is to get that name, rather than to be created with it. */
    boolean renamesTo(CompanyName name) {
        var ordered = nameOrdered();
        return ordered != null && new CompanyName(ordered).key().equals(name.key());
    }

    /** Whether one of them is taken for the same as the name. */
    public boolean holdsName(CompanyName name) {
        return listNamesHeld().stream().anyMatch(held -> held.key().equals(name.key()));
    }

    /** What the link leads to, for people and the audit trail. */
    String target() {
        return companyId != null ? "company " + companyId : "new company “%s”".formatted(companyName);
    }

    /** Twelve digits of the site's uid tell sites apart and leave the name short enough for every vendor screen. */
    static String packageNameOf(String siteUid) {
        var digits = siteUid.replace("-", "").toLowerCase(Locale.ROOT);
        return "companion-" + digits.substring(0, Math.min(DIGITS_IN_PACKAGE_NAME, digits.length()));
    }

    /** After a change of what is wanted: one generation more, and nothing is left that belonged to the last. */
    private Link next(String request, Consumer<Changes> edit) {
        return change(c -> {
            c.generation = generation + 1;
            c.requestId = request;
            c.companyOrder = null;
            c.begun = false;
            c.undo = null;
            edit.accept(c);
        });
    }

    private Link change(Consumer<Changes> edit) {
        var changes = new Changes(this);
        edit.accept(changes);
        return changes.done();
    }

    /** The components that change, by name, for one edit. */
    private static final class Changes {

        private final Link before;
        private String siteName;
        private long generation;
        private Wanted wanted;
        private @Nullable String companyId;
        private @Nullable String companyName;
        private @Nullable String companyInUse;
        private PackageProfile profile;
        private String requestId;
        private boolean deletePackage;
        private @Nullable CompanyOrder companyOrder;
        private boolean begun;
        private @Nullable Undo undo;
        private List<String> companiesLeft;
        private List<String> namesLeft;
        private List<String> aliases;
        private long namings;
        private List<String> companiesMet;

        private Changes(Link before) {
            this.before = before;
            siteName = before.siteName;
            generation = before.generation;
            wanted = before.wanted;
            companyId = before.companyId;
            companyName = before.companyName;
            companyInUse = before.companyInUse;
            profile = before.profile;
            requestId = before.requestId;
            deletePackage = before.deletePackage;
            companyOrder = before.companyOrder;
            begun = before.begun;
            undo = before.undo;
            companiesLeft = before.companiesLeft;
            namesLeft = before.namesLeft;
            aliases = before.aliases;
            namings = before.namings;
            companiesMet = before.companiesMet;
        }

        private Link done() {
            return new Link(
                    before.siteUid,
                    siteName,
                    generation,
                    wanted,
                    companyId,
                    companyName,
                    companyInUse,
                    before.packageName,
                    profile,
                    requestId,
                    deletePackage,
                    companyOrder,
                    begun,
                    undo,
                    companiesLeft,
                    namesLeft,
                    aliases,
                    namings,
                    companiesMet);
        }
    }
}
