package dev.companion.mapper.domain.link;

import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.PackageProfile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The link of a site: what is desired, and what its status told of it. It is kept after it is gone, so that the next link
 * of the site continues with its generation and no two specifications ever share a number.
 *
 * @param siteName when the link was made or last changed
 * @param generation 1 for the first specification, one more with each change of it
 * @param nameChanges how often another name of the site was noted without a new generation
 * @param change the change that made this generation
 * @param companyInUse the company in the latest status; null until a status names one
 * @param reserved earlier targets that stay reserved
 * @param aliases earlier names of the site by which it is known to belong to its company, the newest last
 * @param companiesEverLinked each company that any link of this site ever had as its target or in use, the present ones
 *     too
 */
public record Link(
        String siteUid,
        String siteName,
        long generation,
        long nameChanges,
        LinkSpec spec,
        Change change,
        @Nullable String companyInUse,
        Reserved reserved,
        List<String> aliases,
        List<String> companiesEverLinked) {

    public static final int ALIASES_MAX = 10;

    private static final int DIGITS_IN_PACKAGE_NAME = 12;

    public Link {
        aliases = List.copyOf(aliases);
        companiesEverLinked = Stream.of(
                        companiesEverLinked.stream(),
                        Stream.ofNullable(spec.companyId()),
                        Stream.ofNullable(companyInUse))
                .flatMap(Function.identity())
                .distinct()
                .toList();
    }

    /** Whether the link is desired. */
    public enum Wanted {
        /** The site is to be linked. */
        PRESENT,
        /** The link is to be removed. */
        ABSENT,
        /** The link is removed; only its generation and history are still of use. */
        GONE
    }

    /**
     * The change that made a generation.
     *
     * @param requestId the request that asked for it
     * @param begun whether a status showed that work on it has begun
     * @param undo how to cancel it; null if it cannot be cancelled
     */
    public record Change(
            String requestId, boolean begun, @Nullable Undo undo) {}

    /** @param profile the package's contents before the change; null if the link was new, so that cancelling unlinks */
    public record Undo(@Nullable PackageProfile profile) {

        boolean unlinks() {
            return profile == null;
        }
    }

    /**
     * Earlier targets of a link. Work on them may have begun before anybody could see it, so no other site may have them
     * until a status of the present generation shows which company is in use.
     *
     * @param companyIds companies that earlier generations chose
     * @param companyNames names of companies that earlier generations were to create
     */
    public record Reserved(List<String> companyIds, List<String> companyNames) {

        public static final Reserved NONE = new Reserved(List.of(), List.of());

        public Reserved {
            companyIds = List.copyOf(companyIds);
            companyNames = List.copyOf(companyNames);
        }

        Reserved and(LinkSpec spec) {
            return new Reserved(
                    Stream.concat(companyIds.stream(), Stream.ofNullable(spec.companyId()))
                            .distinct()
                            .toList(),
                    Stream.concat(companyNames.stream(), Stream.ofNullable(spec.companyName()))
                            .distinct()
                            .toList());
        }
    }

    public static Link first(ObservedSite site, LinkRequest target, PackageProfile profile, String requestId) {
        return new Link(
                site.siteUid(),
                site.name(),
                1,
                0,
                new LinkSpec(
                        Wanted.PRESENT,
                        target.companyId(),
                        target.newName().map(CompanyName::text).orElse(null),
                        packageNameOf(site.siteUid()),
                        profile,
                        false,
                        null),
                new Change(requestId, false, new Undo(null)),
                null,
                Reserved.NONE,
                List.of(),
                List.of());
    }

    /** A new link of the same site after this one is gone. */
    public Link relinked(ObservedSite site, LinkRequest target, PackageProfile profile, String requestId) {
        var first = first(site, target, profile, requestId);
        return new Link(
                siteUid,
                first.siteName,
                generation + 1,
                nameChanges,
                first.spec,
                first.change,
                null,
                Reserved.NONE,
                aliases,
                companiesEverLinked);
    }

    /** Returns this link with a package that exists already, which the site's variable leads to. */
    public Link takingOver(String packageName) {
        return new Link(
                siteUid,
                siteName,
                generation,
                nameChanges,
                spec.withPackage(packageName),
                change,
                companyInUse,
                reserved,
                aliases,
                companiesEverLinked);
    }

    /** Another company is desired. The package keeps its contents and has the usual name, and the former target stays reserved. */
    public Link redirected(ObservedSite site, LinkRequest target, String requestId) {
        var later = spec.withTarget(
                target.companyId(), target.newName().map(CompanyName::text).orElse(null), packageNameOf(siteUid));
        return new Link(
                siteUid,
                site.name(),
                generation + 1,
                nameChanges,
                later,
                new Change(requestId, false, null),
                companyInUse,
                reserved.and(spec),
                aliases,
                companiesEverLinked);
    }

    /** Other contents of the package are desired. */
    public Link repackaged(PackageProfile later, String requestId) {
        return next(spec.withProfile(later), new Change(requestId, false, new Undo(spec.profile())));
    }

    /** @param deletePackage whether the package is deleted too; one that was taken over is kept */
    public Link unlinked(boolean deletePackage, String requestId) {
        return next(spec.withAbsence(deletePackage && !tookPackageOver()), new Change(requestId, false, null));
    }

    /** Whether its package was there before, under a name that no link of this site gives. */
    public boolean tookPackageOver() {
        return !spec.packageName().equals(packageNameOf(siteUid));
    }

    /** A person decided about the company. Deletion removes the link first; every other order leaves the target as it is. */
    public Link ordered(CompanyOrder order) {
        return next(spec.withOrder(order), new Change(order.requestId(), false, null));
    }

    /** The site has another name. The generation stays, because the specification does. */
    public Link renamed(String presentSiteName, boolean remembersFormer) {
        return new Link(
                siteUid,
                presentSiteName,
                generation,
                nameChanges + 1,
                spec,
                change,
                companyInUse,
                reserved,
                remembersFormer ? aliasesWith(siteName) : aliases,
                companiesEverLinked);
    }

    private List<String> aliasesWith(String former) {
        var all = Stream.concat(aliases.stream().filter(alias -> !alias.equals(former)), Stream.of(former))
                .toList();
        return all.subList(Math.max(0, all.size() - ALIASES_MAX), all.size());
    }

    /** Grows with every record that is published of the link, also without a new generation, and never restarts. */
    public long sequence() {
        return generation + nameChanges;
    }

    /** Cancels the latest change, which is itself a change. */
    public Link undone(Undo undo, String requestId) {
        var before = undo.profile();
        return before == null
                ? unlinked(false, requestId)
                : next(spec.withProfile(before), new Change(requestId, false, null));
    }

    public Link gone() {
        return new Link(
                siteUid,
                siteName,
                generation,
                nameChanges,
                spec.gone(),
                new Change(change.requestId(), change.begun(), null),
                companyInUse,
                Reserved.NONE,
                aliases,
                companiesEverLinked);
    }

    /** The link as its status shows it. */
    public Link withStatus(LinkStatus status) {
        var ofThisGeneration = status.generation() == generation;
        var begun = change.begun() || (ofThisGeneration && hasBegun(status));
        return new Link(
                siteUid,
                siteName,
                generation,
                nameChanges,
                spec,
                new Change(change.requestId(), begun, change.undo()),
                status.companyId(),
                ofThisGeneration ? Reserved.NONE : reserved,
                aliases,
                companiesEverLinked);
    }

    /** If only the package changed, the company was in use before and says nothing. */
    private boolean hasBegun(LinkStatus status) {
        var undo = change.undo();
        return undo != null && !undo.unlinks() ? status.packageBegun() : status.begun() || status.companyId() != null;
    }

    public Wanted wanted() {
        return spec.wanted();
    }

    /** The company that a person chose; null if one is to be created. */
    public @Nullable String companyId() {
        return spec.companyId();
    }

    /** The name of the company to create; null if a person chose one. */
    public @Nullable String companyName() {
        return spec.companyName();
    }

    public PackageProfile profile() {
        return spec.profile();
    }

    /** Belongs to this very generation; null if there is no order. */
    public @Nullable CompanyOrder companyOrder() {
        return spec.companyOrder();
    }

    /** The request that last changed the link. */
    public String requestId() {
        return change.requestId();
    }

    /** Whether no other site may be linked to that company: it is the target, in use or reserved. */
    public boolean holdsCompany(String id) {
        return listCompaniesHeld().contains(id);
    }

    /** Each company for which {@link #holdsCompany} is true. */
    public List<String> listCompaniesHeld() {
        return wanted() == Wanted.GONE
                ? List.of()
                : Stream.of(
                                Stream.ofNullable(companyId()),
                                Stream.ofNullable(companyInUse),
                                reserved.companyIds().stream())
                        .flatMap(Function.identity())
                        .distinct()
                        .toList();
    }

    /**
     * Names of companies that this link creates or may still create, whether or not that has happened; and the name that
     * its company is to get.
     */
    public List<CompanyName> listNamesHeld() {
        return wanted() == Wanted.GONE
                ? List.of()
                : Stream.of(Stream.ofNullable(companyName()), reserved.companyNames().stream(), nameOrdered().stream())
                        .flatMap(Function.identity())
                        .distinct()
                        .map(CompanyName::new)
                        .toList();
    }

    private Optional<String> nameOrdered() {
        return Optional.ofNullable(companyOrder()).map(CompanyOrder::newName);
    }

    /** Whether its company is to be renamed to that name, rather than created with it. */
    public boolean renamesTo(CompanyName name) {
        return nameOrdered()
                .filter(ordered -> new CompanyName(ordered).key().equals(name.key()))
                .isPresent();
    }

    /** Whether one of the names held equals the name. */
    public boolean holdsName(CompanyName name) {
        return listNamesHeld().stream().anyMatch(held -> held.key().equals(name.key()));
    }

    /** The target of the link, for people and the audit trail. */
    public String target() {
        return companyId() != null ? "company " + companyId() : "new company “%s”".formatted(companyName());
    }

    /** Twelve digits of the site's uid tell sites apart and keep the name short enough for every vendor screen. */
    static String packageNameOf(String siteUid) {
        var digits = siteUid.replace("-", "").toLowerCase(Locale.ROOT);
        return "companion-" + digits.substring(0, Math.min(DIGITS_IN_PACKAGE_NAME, digits.length()));
    }

    private Link next(LinkSpec later, Change made) {
        return new Link(
                siteUid,
                siteName,
                generation + 1,
                nameChanges,
                later,
                made,
                companyInUse,
                reserved,
                aliases,
                companiesEverLinked);
    }
}
