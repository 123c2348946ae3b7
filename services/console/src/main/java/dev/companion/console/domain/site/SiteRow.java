package dev.companion.console.domain.site;

import dev.companion.vocabulary.TextFolding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list of sites: a site with its link, the status of the link, its suggested company and the number of
 * open events that need action.
 *
 * @param company the company in use or desired; its id is null until it is created
 * @param installationPackage null until there is one
 * @param suggestion the suggested company; null if the site is linked or there is none
 * @param message reason of the state, for people; null if the state is enough
 * @param searchText what a search looks through, folded
 */
public record SiteRow(
        String siteUid,
        String name,
        @Nullable Integer devices,
        @Nullable String portalUrl,
        SiteState state,
        @Nullable NamedRef company,
        @Nullable NamedRef installationPackage,
        int openEvents,
        List<Condition> conditions,
        @Nullable Suggestion suggestion,
        @Nullable String message,
        String searchText) {

    /** What is waited for while a request is accepted and nothing follows from it yet. */
    public static final String UNDECIDED =
            "Requested, and not decided yet. If this lasts longer than some seconds, the mapper"
                    + " waits for the message log or the schema registry; its health says for which. It continues automatically,"
                    + " and nothing has to be repeated.";

    /**
     * A condition that holds without everything that was requested, in a sentence for people; empty if there is none.
     */
    public Optional<String> warning() {
        return conditions.stream().filter(Condition::isWarning).findFirst().map(Condition::words);
    }

    /** The link unless it belongs to an earlier package of the site. */
    public Optional<InstallationLink> ofItsPackage(@Nullable InstallationLink link) {
        return link != null && installationPackage != null && link.packageId().equals(installationPackage.id())
                ? Optional.of(link)
                : Optional.empty();
    }

    /** The same row while a request about its site is not decided; a reason that it has already stays. */
    public SiteRow undecided() {
        return new SiteRow(
                siteUid,
                name,
                devices,
                portalUrl,
                state,
                company,
                installationPackage,
                openEvents,
                conditions,
                suggestion,
                message == null ? UNDECIDED : message,
                searchText);
    }

    /** An id with its name; the id is null if the object does not exist yet. */
    public record NamedRef(@Nullable String id, String name) {}

    /** Observed names, by company id and package id; null if not observed. */
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
                    openEvents,
                    link == null || status == null || !status.describes(link) ? List.of() : status.conditions(),
                    suggested,
                    messageOf(state, site, link, status),
                    search);
        });
    }

    private static String suggestedName(@Nullable Suggestion suggestion) {
        return suggestion == null || !suggestion.hasBestMatch()
                ? ""
                : suggestion.candidates().getFirst().companyName();
    }

    private static @Nullable NamedRef companyOf(Link link, @Nullable LinkStatus status, Names names) {
        var tells = status != null && (status.describes(link) || !link.present()) ? status : null;
        var id = tells != null && tells.companyId() != null ? tells.companyId() : link.companyId();
        var spare = tells != null && tells.companyName() != null ? tells.companyName() : link.companyName();
        if (id == null) {
            return spare == null ? null : new NamedRef(null, spare);
        }
        var current = names.company(id);
        return new NamedRef(id, current != null ? current : spare != null ? spare : id);
    }

    /**
     * A status of an earlier generation still describes the package, unless that generation was for another company.
     */
    private static boolean tellsPackage(Link link, LinkStatus status) {
        return status.describes(link)
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
            return "The site is no longer Managed in Datto RMM. Its link stays as it is until it is unlinked.";
        }
        if (state == SiteState.ATTENTION && site == null) {
            return "The site no longer exists in Datto RMM. Resolve it under Events, or unlink it.";
        }
        if (status == null || !status.describes(link)) {
            return Condition.Reason.PENDING.words();
        }
        return status.waitingFor().map(Condition::words).orElse(null);
    }
}
