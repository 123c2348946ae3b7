package dev.companion.mapper.domain;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a site is to be linked, and to what. Never forgotten while its site may come back: the last generation of a link
 * that is gone is where the next link of that site goes on, so that no two wishes ever have one number.
 *
 * @param siteName when the link was made or last changed
 * @param generation 1 for the first wish, one more with each change of it
 * @param companyId the company that a person chose; null where one is to be created
 * @param companyName the company to create; null where one was chosen
 * @param companyInUse what the status last said; null until it said so
 * @param requestId the request that last changed the link
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
        String requestId) {

    private static final int DIGITS_IN_PACKAGE_NAME = 12;

    /** Whether the link is to be. */
    public enum Wanted {
        /** The site is to be linked. */
        PRESENT,
        /** The link is being taken apart. */
        ABSENT,
        /** It was taken apart; only its generation is still of use. */
        GONE
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
                requestId);
    }

    /** The same site linked anew after its link was gone. */
    Link again(KnownSite site, LinkWish wish, PackageProfile later, String request) {
        return first(site, wish, later, request).withGeneration(generation + 1);
    }

    /** Another company is wanted; the package keeps what it was made with. */
    Link redirected(KnownSite site, LinkWish wish, String request) {
        return new Link(
                siteUid,
                site.name(),
                generation + 1,
                Wanted.PRESENT,
                wish.companyId(),
                wish.newName().map(CompanyName::text).orElse(null),
                companyInUse,
                packageName,
                profile,
                request);
    }

    Link unwanted(String request) {
        return new Link(
                siteUid,
                siteName,
                generation + 1,
                Wanted.ABSENT,
                companyId,
                companyName,
                companyInUse,
                packageName,
                profile,
                request);
    }

    Link gone() {
        return new Link(
                siteUid,
                siteName,
                generation,
                Wanted.GONE,
                companyId,
                companyName,
                companyInUse,
                packageName,
                profile,
                requestId);
    }

    Link using(@Nullable String company) {
        return new Link(
                siteUid,
                siteName,
                generation,
                wanted,
                companyId,
                companyName,
                company,
                packageName,
                profile,
                requestId);
    }

    /** Whether no other site may be linked to that company: it is wanted or in use here, or not yet let go. */
    public boolean holdsCompany(String id) {
        return wanted != Wanted.GONE && (id.equals(companyId) || id.equals(companyInUse));
    }

    /** The name of a company that is to be created for this link, whether or not that has happened. */
    public Optional<CompanyName> nameHeld() {
        return wanted == Wanted.GONE
                ? Optional.empty()
                : Optional.ofNullable(companyName).map(CompanyName::new);
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

    private Link withGeneration(long number) {
        return new Link(
                siteUid,
                siteName,
                number,
                wanted,
                companyId,
                companyName,
                companyInUse,
                packageName,
                profile,
                requestId);
    }
}
