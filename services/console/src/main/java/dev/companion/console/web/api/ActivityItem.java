package dev.companion.console.web.api;

import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.view.TenantView;
import dev.companion.vocabulary.TextFolding;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision of a person, or a change that followed from one, in words.
 *
 * @param at when it was decided or done
 * @param actor last four characters of a person's API key, or the name of a service
 * @param byPerson whether a person decided it
 * @param action what was decided or done, in words
 * @param target name of the site, company, event or account
 * @param targetUid uid of the site that the target is or belongs to; null if there is none
 * @param before what was replaced; null if there was nothing
 * @param after what replaced it, by its name if it is known; null if there is nothing
 * @param why the reason; null if none was given
 */
public record ActivityItem(
        Instant at,
        String actor,
        boolean byPerson,
        String action,
        String target,
        @Nullable String targetUid,
        @Nullable String before,
        @Nullable String after,
        @Nullable String why) {

    /** Who decided or did it. */
    public enum By {
        PERSON,
        AUTOMATION
    }

    private static final String SITE = "site:";
    private static final String COMPANY = "company:";
    private static final String TENANT = "tenant:";

    /** What a decision to link says of a company that exists. */
    private static final String CHOSEN = "company ";

    private static final String EVENT = "discrepancy:";

    /**
     * Decisions of people and changes of services in one list, newest first.
     *
     * @param q searched in actor, action and target; empty for all
     * @param by empty for all
     */
    public static List<ActivityItem> all(TenantView tenant, String q, Set<By> by) {
        var text = TextFolding.fold(q);
        return Stream.concat(tenant.activities().audit().stream(), tenant.activities().provisioned().stream())
                .sorted(Comparator.comparing(Activity::at).reversed())
                .map(entry -> of(entry, tenant))
                .filter(line -> by.isEmpty() || by.contains(line.byPerson() ? By.PERSON : By.AUTOMATION))
                .filter(line -> text.isEmpty() || line.matches(text))
                .toList();
    }

    public static ActivityItem of(Activity entry, TenantView tenant) {
        var event =
                entry.target().startsWith(EVENT) ? tenant.event(entry.target().substring(EVENT.length())) : null;
        var siteUid = entry.target().startsWith(SITE)
                ? entry.target().substring(SITE.length())
                : event == null ? null : event.siteUid();
        return new ActivityItem(
                entry.at(),
                entry.actor(),
                !Activity.isService(entry.actor()),
                ActivityTexts.of(entry.action()),
                siteUid != null ? tenant.siteName(siteUid) : event != null ? event.title() : named(entry, tenant),
                siteUid,
                entry.before(),
                entry.after() == null ? null : named(entry.after(), tenant),
                entry.why());
    }

    private static String named(Activity entry, TenantView tenant) {
        var target = entry.target();
        if (target.startsWith(TENANT)) {
            return tenant.settings().map(TenantSettings::tenantName).orElse("This account");
        }
        var name = target.startsWith(COMPANY) ? tenant.company(target.substring(COMPANY.length())) : null;
        return name == null ? target : name;
    }

    /** Companies and packages by their names if known. */
    private static String named(String text, TenantView tenant) {
        var id = text.startsWith(CHOSEN) ? text.substring(CHOSEN.length()) : text;
        var company = tenant.company(id);
        var installationPackage = tenant.installationPackage(id);
        return company != null ? company : installationPackage != null ? installationPackage : text;
    }

    private boolean matches(String text) {
        return Stream.of(actor, action, target)
                .anyMatch(field -> TextFolding.fold(field).contains(text));
    }
}
