package dev.companion.simulation;

import static dev.companion.simulation.Violation.unique;
import static dev.companion.simulation.Violation.unless;

import dev.companion.simulation.GravityZone.Company;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The companies that calls of ours created: never two of one name, in whichever life, and never two for one spec of a life. */
final class Creations {

    private record SpecId(String siteUid, long generation) {}

    private final Timeline timeline;
    private final Lives lives;
    private final Map<String, String> siteOf = new HashMap<>();
    private final Map<SpecId, String> madeFor = new HashMap<>();

    Creations(Timeline timeline, Lives lives) {
        this.timeline = timeline;
        this.lives = lives;
    }

    void see(List<Company> companies) {
        unique(
                "never two companies of one name",
                companies,
                company -> company.face().name().toLowerCase(Locale.ROOT));
        for (var company : companies) {
            if (company.by != null && company.createdAt.equals(timeline.now())) {
                siteOf.put(company.id, company.by.siteUid());
            }
            oneForASpec(company);
        }
    }

    private void oneForASpec(Company company) {
        if (company.by != null && !lives.isFormer(company)) {
            var made = madeFor.putIfAbsent(new SpecId(company.by.siteUid(), company.generation), company.id);
            unless(
                    made == null || made.equals(company.id),
                    "never two companies for one spec",
                    () -> company.by + " " + company.generation);
        }
    }

    /** The site for which a company was created; null if no call of ours created it. */
    @Nullable String makerOf(String companyId) {
        return siteOf.get(companyId);
    }

    /** Whether the company was created for this site's link, or by no call of ours. */
    boolean ownOrOrphan(String companyId, String siteUid) {
        var maker = makerOf(companyId);
        return maker == null || maker.equals(siteUid);
    }

    void beginNextLife() {
        madeFor.clear();
    }
}
