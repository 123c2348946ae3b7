package dev.companion.poller.domain.read;

import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.PackageLink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The packages of one company, listed page by page and then joined with their links, which come in one response. */
public final class PackageListing {

    /** No company has more packages than fit on this many pages. */
    private static final int PAGES_MAX = 100;

    /** A package as the list shows it. */
    public record Entry(String id, String name) {}

    private final String companyId;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable String cursor;
    private int pages;
    private boolean listed;

    public PackageListing(String companyId) {
        this.companyId = companyId;
    }

    /** The request that comes next: another page, and after the last page the links. */
    public VendorRead.Request next() {
        return listed
                ? new VendorRead.Request.CompanyLinks(companyId)
                : new VendorRead.Request.PackagePage(companyId, cursor);
    }

    /** Adds the page that was requested. */
    public void add(ReadResult.PackagePage page) {
        entries.addAll(page.packages());
        cursor = page.next();
        listed = cursor == null;
        pages++;
    }

    /** Whether the list is complete and empty, so there are no links to read. */
    public boolean isEmpty() {
        return listed && entries.isEmpty();
    }

    /** Whether the list has more pages than any real one, so it is given up. */
    public boolean isEndless() {
        return !listed && pages >= PAGES_MAX;
    }

    /**
     * Returns the packages with their links. A link has the name of its package and not its id. If several packages have
     * the same name, they take its links in the order of the list if there is one for each, and none otherwise: a wrong
     * link would be worse than none.
     */
    public List<InstallationPackage> joined(List<PackageLink> links) {
        var byName = new HashMap<String, ArrayDeque<PackageLink>>();
        links.forEach(link ->
                byName.computeIfAbsent(link.name(), _ -> new ArrayDeque<>()).add(link));
        var ambiguous = new HashSet<String>();
        counts().forEach((name, count) -> {
            if (byName.containsKey(name) && byName.get(name).size() != count) {
                ambiguous.add(name);
            }
        });
        return entries.stream()
                .map(entry -> joined(entry, ambiguous.contains(entry.name()) ? null : byName.get(entry.name())))
                .toList();
    }

    private InstallationPackage joined(Entry entry, @Nullable ArrayDeque<PackageLink> links) {
        var link = Optional.ofNullable(links).map(ArrayDeque::poll);
        return new InstallationPackage(
                entry.id(),
                companyId,
                entry.name(),
                link.map(PackageLink::windowsLink).orElse(null),
                link.map(PackageLink::windowsReady).orElse(null));
    }

    private Map<String, Integer> counts() {
        var counts = new HashMap<String, Integer>();
        entries.forEach(entry -> counts.merge(entry.name(), 1, Integer::sum));
        return counts;
    }
}
