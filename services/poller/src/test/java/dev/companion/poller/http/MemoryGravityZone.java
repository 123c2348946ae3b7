package dev.companion.poller.http;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.poller.domain.row.Company;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A GravityZone tree in memory, which lists as little of a company as the vendor does. Every request is noted. */
public final class MemoryGravityZone implements GravityZoneClient {

    public static final String ROOT = "5fffffffffffffffffffffff";
    public static final int PAGE = 1000;

    private final Map<String, Company> companies = new LinkedHashMap<>();
    private final Map<String, Map<String, InstallationLinks>> packages = new LinkedHashMap<>();
    /** Folder or container that the list names for the parent of a company; the parent itself if there is none. */
    public final Map<String, String> listedBelow = new LinkedHashMap<>();

    public final List<String> requests = new ArrayList<>();
    /** Given the request as noted; null if the tree itself is to answer. */
    public Function<String, CallResult<?>> answer = _ -> null;

    public static String id(int n) {
        return "5f00000000000000%08x".formatted(n);
    }

    public static Company customer(String id, String name) {
        return new Company(
                id,
                name,
                CompanyType.CUSTOMER,
                ROOT,
                "Root/" + name,
                false,
                true,
                Instant.ofEpochSecond(1_600_000_000));
    }

    public synchronized void put(Company company) {
        companies.put(company.id(), company);
    }

    public synchronized void remove(String companyId) {
        companies.remove(companyId);
    }

    public synchronized void putPackage(String companyId, String packageId, String name, String windows) {
        packages.computeIfAbsent(companyId, _ -> new LinkedHashMap<>())
                .put(packageId, new InstallationLinks(name, companyId, windows, windows != null));
    }

    public synchronized void removePackage(String companyId, String packageId) {
        packages.get(companyId).remove(packageId);
    }

    @Override
    public CallResult<Page<Company>> companies(PageCursor cursor) {
        var page = cursor == null ? 1 : cursor.page();
        return answered("companies " + page, () -> {
            var all = companies.values().stream()
                    .map(company -> new Company(
                            company.id(),
                            company.name(),
                            null,
                            listedBelow.getOrDefault(company.id(), company.parentId()),
                            null,
                            null,
                            null,
                            company.createdAt()))
                    .toList();
            var end = Math.min(all.size(), page * PAGE);
            var next = end == all.size() ? null : new PageCursor(page + 1, null);
            return new Found<>(
                    new Page<>(all.subList((page - 1) * PAGE, end), next, page == 1 ? (long) all.size() : null));
        });
    }

    @Override
    public CallResult<Company> company(String companyId) {
        return answered("company " + companyId, () -> {
            var company = companies.get(companyId);
            return company == null ? new Missing<>("deleted, or no longer reachable") : new Found<>(company);
        });
    }

    @Override
    public CallResult<Page<PackageRef>> packages(String companyId, PageCursor cursor) {
        return answered("packages " + companyId, () -> {
            var rows = packages.getOrDefault(companyId, Map.of()).entrySet().stream()
                    .map(entry ->
                            new PackageRef(entry.getKey(), entry.getValue().packageName()))
                    .toList();
            return new Found<>(new Page<>(rows, null, (long) rows.size()));
        });
    }

    @Override
    public CallResult<List<InstallationLinks>> installationLinks(String companyId, String packageName) {
        return answered(
                "links " + companyId,
                () -> new Found<>(
                        List.copyOf(packages.getOrDefault(companyId, Map.of()).values())));
    }

    @Override
    public CallResult<List<InstallationLinks>> allInstallationLinks() {
        return answered(
                "all links",
                () -> new Found<>(packages.values().stream()
                        .flatMap(rows -> rows.values().stream())
                        .toList()));
    }

    @SuppressWarnings("unchecked")
    private synchronized <T> CallResult<T> answered(String request, Supplier<CallResult<T>> own) {
        requests.add(request);
        var given = (CallResult<T>) answer.apply(request);
        return given == null ? own.get() : given;
    }

    @Override
    public CallResult<Set<String>> enabledServices() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallResult<Company> ownCompany() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallResult<List<Company>> findCompaniesByName(String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallResult<String> createCompany(String name, String parentId) {
        throw new UnsupportedOperationException("the poller changes nothing");
    }

    @Override
    public CallResult<String> createPackage(NewPackage wanted) {
        throw new UnsupportedOperationException("the poller changes nothing");
    }

    @Override
    public CallResult<Done> deletePackage(String packageId) {
        throw new UnsupportedOperationException("the poller changes nothing");
    }

    @Override
    public CallResult<Map<String, Boolean>> licenceFlags(String companyId) {
        throw new UnsupportedOperationException();
    }
}
