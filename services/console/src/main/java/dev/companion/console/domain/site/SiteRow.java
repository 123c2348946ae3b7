package dev.companion.console.domain.site;

import dev.companion.vocabulary.TextFolding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of the list of sites: a site with its link, the link's status, the company that is suggested for it and the
 * number of open events that ask somebody.
 *
 * @param company the company in use or wanted; its id is null while it is still to be created
 * @param installationPackage null until there is one
 * @param packageLink the package's Windows link, an opaque string; null until there is one
 * @param suggestion which company the site seems to belong to; null if it is linked or nothing is suggested
 * @param message why the state is as it is, for people; null if the state says it all
 * @param searchText what a search looks through, in lower case
 */
public record SiteRow(
        String siteUid,
        String name,
        @Nullable Integer devices,
        @Nullable String portalUrl,
        SiteState state,
        @Nullable NamedRef company,
        @Nullable NamedRef installationPackage,
        @Nullable String packageLink,
        int openEvents,
        List<Condition> conditions,
        @Nullable Suggestion suggestion,
        @Nullable String message,
        String searchText) {

    /** What holds, but not in all that was wished for, in a sentence for people; empty if there is nothing of it. */
    public Optional<String> warning() {
        return conditions.stream().filter(Condition::isWarning).findFirst().map(Condition::words);
    }

    /** Why what was decided about the company was not done; empty if it was, or may still be. */
    public Optional<String> refusedDecision() {
        return conditions.stream()
                .filter(condition -> condition.type() == Condition.Type.COMPANY_ORDER
                        && condition.status() != Condition.Status.TRUE
                        && !condition.goesOn())
                .findFirst()
                .map(Condition::words);
    }

    /** An id with the name it goes by; the id is null if the thing does not exist yet. */
    public record NamedRef(@Nullable String id, String name) {}

    /** Names that come from elsewhere than the link: by company id and package id; null if not seen. */
    public interface Names {
        @Nullable String company(String companyId);

        @Nullable String installationPackage(String packageId);
    }

    /** The row, or empty if the site is not listed. The parameters are null as in {@link SiteState#of}. */
    public static Optional<SiteRow> of(
            String siteUid,
            @Nullable Site site,
            @Nullable Link link,
            @Nullable LinkStatus status,
            @Nullable Suggestion suggestion,
            int openEvents,
            Names names) {
        return SiteState.of(site, link, status, suggestion).map(state -> {
            var name = site != null ? site.name() : link != null ? link.siteName() : siteUid;
            var company = link == null ? null : companyOf(link, status, names);
            var known = link != null && status != null && tellsPackage(link, status) ? status : null;
            var suggested = state.isFree() ? suggestion : null;
            var search = Stream.of(name, company == null ? "" : company.name(), suggestedName(suggested), siteUid)
                    .map(TextFolding::fold)
                    .collect(Collectors.joining("\n"));
            return new SiteRow(
                    siteUid,
                    name,
                    site == null ? null : site.devices(),
                    site == null ? null : site.portalUrl(),
                    state,
                    company,
                    known == null ? null : packageOf(known, names),
                    known == null ? null : known.packageLink(),
                    openEvents,
                    link == null || status == null || !status.speaksOf(link) ? List.of() : status.conditions(),
                    suggested,
                    messageOf(state, site, link, status),
                    search);
        });
    }

    private static String suggestedName(@Nullable Suggestion suggestion) {
        return suggestion == null || !suggestion.standsOut()
                ? ""
                : suggestion.candidates().getFirst().companyName();
    }

    private static @Nullable NamedRef companyOf(Link link, @Nullable LinkStatus status, Names names) {
        var tells = status != null && (status.speaksOf(link) || !link.present()) ? status : null;
        var id = tells != null && tells.companyId() != null ? tells.companyId() : link.companyId();
        var spare = tells != null && tells.companyName() != null ? tells.companyName() : link.companyName();
        if (id == null) {
            return spare == null ? null : new NamedRef(null, spare);
        }
        var current = names.company(id);
        return new NamedRef(id, current != null ? current : spare != null ? spare : id);
    }

    /** A status of an earlier wish still tells the package, unless that wish was for another company. */
    private static boolean tellsPackage(Link link, LinkStatus status) {
        return status.speaksOf(link)
                || !link.present()
                || link.companyId() != null && link.companyId().equals(status.companyId());
    }

    private static @Nullable NamedRef packageOf(LinkStatus status, Names names) {
        var id = status.packageId();
        if (id == null) {
            return null;
        }
        var current = names.installationPackage(id);
        return new NamedRef(id, current != null ? current : status.packageName() != null ? status.packageName() : id);
    }

    private static @Nullable String messageOf(
            SiteState state, @Nullable Site site, @Nullable Link link, @Nullable LinkStatus status) {
        if (link == null || state == SiteState.READY || state.isFree()) {
            return null;
        }
        if (state == SiteState.OUT_OF_SCOPE) {
            return "The site is no longer Managed in Datto RMM. Its link stays as it is until somebody unlinks it.";
        }
        if (state == SiteState.ATTENTION && site == null) {
            return "The site no longer exists in Datto RMM. Settle it under Events, or unlink it.";
        }
        if (status == null || !status.speaksOf(link)) {
            return Condition.Reason.PENDING.words();
        }
        return status.waitingFor().map(Condition::words).orElse(null);
    }
}
