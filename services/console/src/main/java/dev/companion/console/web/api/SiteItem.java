package dev.companion.console.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.site.Suggestion;
import dev.companion.console.domain.tenant.Verified;
import dev.companion.console.view.TenantView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site in the list of sites.
 *
 * @param siteUid the uid of the site
 * @param name the name of the site
 * @param devices number of devices; null if Datto RMM does not report it
 * @param portalUrl the page of the site in Datto RMM; null if Datto RMM does not report it
 * @param state the state of the site
 * @param company the company that the site is linked to; null if the site is not linked; its id is null until it is created
 * @param installationPackage the installation package; null until there is one
 * @param openEvents number of open events about the site
 * @param conditions what must be true for the link to be ready, in order; empty if the site is not linked
 * @param proposedCompanyName a name for a new company that GravityZone accepts; null if the site is linked
 * @param namesake whether a company of the site's own name can be linked, so that a new one would be a duplicate
 * @param suggestion the best match; null if the site is linked or there is no suggestion
 * @param message reason of the state; null if the state is enough
 * @param verifiedAt package and site variable were read back as right at this time or later; null unless the site is ready
 */
record SiteItem(
        String siteUid,
        String name,
        @Nullable Integer devices,
        @Nullable String portalUrl,
        SiteState state,
        @Nullable Ref company,
        @JsonProperty("package") @Nullable Ref installationPackage,
        int openEvents,
        List<ConditionItem> conditions,
        @Nullable String proposedCompanyName,
        boolean namesake,
        @Nullable SuggestionItem suggestion,
        @Nullable String message,
        @Nullable Instant verifiedAt) {

    /**
     * A suggested company.
     *
     * @param companyId the id of the company
     * @param companyName the name of the company
     * @param score how well it matches, in percent
     * @param evidence the reasons for it, each in a short sentence
     * @param state DISPUTED if others match equally well
     */
    record SuggestionItem(
            String companyId, String companyName, int score, List<String> evidence, Suggestion.State state) {

        static @Nullable SuggestionItem of(@Nullable Suggestion suggestion) {
            return suggestion == null
                    ? null
                    : suggestion
                            .best()
                            .map(best -> new SuggestionItem(
                                    best.companyId(),
                                    best.companyName(),
                                    best.score(),
                                    best.evidence(),
                                    suggestion.state()))
                            .orElse(null);
        }
    }

    /**
     * A company or a package by id and name.
     *
     * @param id the id; null until it is created
     * @param name the name
     */
    record Ref(@Nullable String id, String name) {

        static @Nullable Ref of(SiteRow.@Nullable NamedRef ref) {
            return ref == null ? null : new Ref(ref.id(), ref.name());
        }
    }

    /**
     * A condition for a link to be ready.
     *
     * @param type the condition
     * @param status whether it holds
     * @param reason why it has its status
     * @param message the same in a sentence for people
     * @param since when status and reason last changed
     */
    record ConditionItem(
            Condition.Type type, Condition.Status status, Condition.Reason reason, String message, Instant since) {}

    static SiteItem of(SiteRow line, TenantView tenant) {
        return new SiteItem(
                line.siteUid(),
                line.name(),
                line.devices(),
                line.portalUrl(),
                line.state(),
                Ref.of(line.company()),
                Ref.of(line.installationPackage()),
                line.openEvents(),
                line.conditions().stream()
                        .map(condition -> new ConditionItem(
                                condition.type(),
                                condition.status(),
                                condition.reason(),
                                condition.words(),
                                condition.since()))
                        .toList(),
                line.state().isFree() ? tenant.proposedName(line.siteUid()) : null,
                line.state().isFree() && tenant.hasNamesake(line.siteUid()),
                SuggestionItem.of(line.suggestion()),
                line.message(),
                Verified.at(tenant.status(line.siteUid()), tenant.health()));
    }
}
