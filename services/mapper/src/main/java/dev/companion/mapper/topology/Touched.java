package dev.companion.mapper.topology;

import dev.companion.mapper.domain.CompanyName;
import dev.companion.mapper.domain.Dismissal;
import dev.companion.mapper.domain.Link;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That something changed on which suggestions depend. Never leaves the task.
 *
 * @param id of the site, the company or the linked site; empty for settings
 * @param companyIds those that the link held before or holds now; the one that was dismissed; empty for all else
 * @param names those that the link held before or holds now; empty for all else
 */
record Touched(String tenantId, Kind kind, String id, Set<String> companyIds, Set<String> names) {

    enum Kind {
        SITE,
        COMPANY,
        LINK,
        DISMISSAL,
        SETTINGS
    }

    static Touched site(String tenantId, String siteUid) {
        return new Touched(tenantId, Kind.SITE, siteUid, Set.of(), Set.of());
    }

    static Touched company(String tenantId, String companyId) {
        return new Touched(tenantId, Kind.COMPANY, companyId, Set.of(), Set.of());
    }

    static Touched dismissal(String tenantId, Dismissal dismissal) {
        return new Touched(tenantId, Kind.DISMISSAL, dismissal.siteUid(), Set.of(dismissal.companyId()), Set.of());
    }

    static Touched settings(String tenantId) {
        return new Touched(tenantId, Kind.SETTINGS, "", Set.of(), Set.of());
    }

    /** Empty where a status moved nothing of this, as most do. */
    static Optional<Touched> link(String tenantId, Optional<Link> before, Link after) {
        var companyIds = new HashSet<>(after.listCompaniesHeld());
        var names = new HashSet<>(texts(after));
        if (before.filter(link -> isAlike(link, after)).isPresent()) {
            return Optional.empty();
        }
        before.ifPresent(link -> {
            companyIds.addAll(link.listCompaniesHeld());
            names.addAll(texts(link));
        });
        return Optional.of(new Touched(tenantId, Kind.LINK, after.siteUid(), companyIds, names));
    }

    private static boolean isAlike(Link before, Link after) {
        return before.wanted() == after.wanted()
                && before.companiesMet().equals(after.companiesMet())
                && before.listCompaniesHeld().equals(after.listCompaniesHeld())
                && before.listNamesHeld().equals(after.listNamesHeld())
                && before.aliases().equals(after.aliases());
    }

    private static List<String> texts(Link link) {
        return link.listNamesHeld().stream().map(CompanyName::text).toList();
    }
}
