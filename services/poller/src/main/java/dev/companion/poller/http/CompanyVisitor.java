package dev.companion.poller.http;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.InstallationPackage;
import dev.companion.poller.domain.Setback;
import dev.companion.schemas.TenantKey;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One visit to one company, for what no list of companies says: its details, its packages and their links. Each step
 * blocks for exactly one request; used by one caller at a time.
 */
public final class CompanyVisitor {

    /** No company has more packages than fit on this many pages. */
    private static final int PAGES_MAX = 100;

    /** What one step came to. */
    public sealed interface Step {
        /** There is more to ask. */
        record More() implements Step {}

        /** The vendor said what the company is. {@code row} is complete but for its place in the list. */
        record Details(Company row) implements Step {}

        /** All its packages. */
        record Packages(List<InstallationPackage> rows) implements Step {}

        /**
         * Nothing to learn from this company now.
         *
         * @param setback null where it concerns this company only
         * @param everywhere whether another company would answer the same
         */
        record Nothing(@Nullable Setback setback, boolean everywhere) implements Step {}
    }

    private final GravityZoneClient client;
    private final String companyId;
    private final List<PackageRef> packages = new ArrayList<>();
    private @Nullable PageCursor cursor;
    private int pages;
    private boolean listed;

    public CompanyVisitor(GravityZoneClient client, String companyId) {
        this.client = client;
        this.companyId = companyId;
    }

    public Step details() {
        return switch (client.company(companyId)) {
            case Found<GravityZoneClient.Company>(var company) -> new Step.Details(CompanyWalker.observed(company));
            case CallResult<GravityZoneClient.Company> other -> nothing(other);
        };
    }

    /** The next request for the packages: pages of them, and then all links at once where there is a package. */
    public Step packages() {
        return listed ? links() : page();
    }

    private Step page() {
        return switch (client.packages(companyId, cursor)) {
            case Found<Page<PackageRef>>(var page) -> {
                page.rows().stream().filter(row -> TenantKey.isId(row.id())).forEach(packages::add);
                cursor = page.next();
                listed = page.next() == null;
                if (++pages >= PAGES_MAX && !listed) {
                    yield new Step.Nothing(null, false);
                }
                yield listed && packages.isEmpty() ? new Step.Packages(List.of()) : new Step.More();
            }
            case CallResult<Page<PackageRef>> other -> nothing(other);
        };
    }

    private Step links() {
        return switch (client.installationLinks(companyId, null)) {
            case Found<List<InstallationLinks>>(var links) -> new Step.Packages(joined(links));
            case CallResult<List<InstallationLinks>> other -> nothing(other);
        };
    }

    /**
     * Links are told by the package's name only. Where several packages share one, they take its links in the order of
     * the list if there is one for each, and none if not: a wrong link would be worse.
     */
    private List<InstallationPackage> joined(List<InstallationLinks> links) {
        var byName = new HashMap<String, ArrayDeque<InstallationLinks>>();
        links.forEach(link -> byName.computeIfAbsent(link.packageName(), _ -> new ArrayDeque<>())
                .add(link));
        var ambiguous = new HashSet<String>();
        counts().forEach((name, count) -> {
            if (byName.containsKey(name) && byName.get(name).size() != count) {
                ambiguous.add(name);
            }
        });
        return packages.stream()
                .map(row -> joined(row, ambiguous.contains(row.name()) ? null : byName.get(row.name())))
                .toList();
    }

    private InstallationPackage joined(PackageRef row, @Nullable ArrayDeque<InstallationLinks> links) {
        var link = Optional.ofNullable(links).map(ArrayDeque::poll);
        return new InstallationPackage(
                row.id(),
                companyId,
                row.name(),
                link.map(InstallationLinks::windows).orElse(null),
                link.map(InstallationLinks::windowsReady).orElse(null));
    }

    private Map<String, Integer> counts() {
        var counts = new HashMap<String, Integer>();
        packages.forEach(row -> counts.merge(row.name(), 1, Integer::sum));
        return counts;
    }

    private static Step nothing(CallResult<?> result) {
        // The key may lack the right to packages and still be good for companies: no reason to close the gate.
        var everywhere = result instanceof Refused<?>(var reason, var _)
                && (reason == Reason.CREDENTIALS || reason == Reason.NOT_OFFERED);
        return new Step.Nothing(Setbacks.ofRow(result), everywhere);
    }
}
