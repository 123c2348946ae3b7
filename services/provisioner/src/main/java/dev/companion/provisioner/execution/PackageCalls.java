package dev.companion.provisioner.execution;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.provisioning.FoundLink;
import dev.companion.provisioning.FoundPackage;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.PackageName;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes the calls about installation packages. */
final class PackageCalls {

    private static final int PAGES_MAX = 1_000;

    private final VendorClients clients;
    private final InstantSource clock;

    PackageCalls(VendorClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    Outcome execute(Intent intent) {
        return switch (intent.getStep()) {
            case FIND_PACKAGE -> find(intent);
            case CREATE_PACKAGE -> {
                var wanted = PackageRecords.wanted(intent);
                yield outcome(intent, client -> client.createPackage(wanted), Outcome.Builder::setCreatedId);
            }
            case READ_PACKAGE -> {
                var profile = PackageRecords.profile(intent);
                yield ofPackage(
                        intent,
                        GravityZoneClient::packageDetails,
                        (outcome, details) -> outcome.setPackageProfile(PackageRecords.seen(details, profile)));
            }
            case UPDATE_PACKAGE -> {
                var wanted = PackageRecords.wanted(intent);
                yield ofPackage(intent, (client, id) -> client.updatePackage(id, wanted), (_, _) -> {});
            }
            case DELETE_PACKAGE -> ofPackage(intent, GravityZoneClient::deletePackage, (_, _) -> {});
            case READ_PACKAGE_LINK -> readLink(intent);
            case READ_PACKAGE_LINKS -> readLinks(intent);
            default ->
                throw new IllegalArgumentException(
                        "step %s: not about a package (expected: one that is)".formatted(intent.getStep()));
        };
    }

    private Outcome find(Intent intent) {
        var companyId = StepExecutor.required(intent.getCompanyId(), "company");
        return outcome(
                intent,
                client -> allPackages(client, companyId),
                (outcome, packages) -> outcome.setPackages(packages.stream()
                                .map(each -> new FoundPackage(each.id(), each.name()))
                                .toList())
                        .setComplete(true));
    }

    private static CallResult<List<PackageRef>> allPackages(GravityZoneClient client, String companyId) {
        var all = new ArrayList<PackageRef>();
        PageCursor cursor = null;
        var announced = 0L;
        for (var page = 0; page < PAGES_MAX; page++) {
            switch (client.packages(companyId, cursor)) {
                case Found<GravityZoneClient.Page<PackageRef>>(var answer) -> {
                    all.addAll(answer.rows());
                    cursor = answer.next();
                    // As for companies, of several numbers the largest.
                    announced = answer.total() == null ? announced : Math.max(announced, answer.total());
                    if (cursor == null) {
                        // Taken for the whole, a list that was cut would lead to a second package.
                        return all.size() >= announced
                                ? new Found<>(all)
                                : new CallResult.Unavailable<>(
                                        "The list of packages shows %d of %d.".formatted(all.size(), announced));
                    }
                }
                case CallResult<GravityZoneClient.Page<PackageRef>> other -> {
                    return other.map(_ -> List.of());
                }
            }
        }
        return new CallResult.Unavailable<>("The list of packages does not end.");
    }

    /** A package without a row does not exist, or has another name by now. */
    private Outcome readLink(Intent intent) {
        var companyId = StepExecutor.required(intent.getCompanyId(), "company");
        var packageName = StepExecutor.required(intent.getPackageName(), "package name");
        return outcome(
                intent,
                client -> client.installationLinks(companyId, packageName).then(rows -> ofName(rows, packageName)),
                (outcome, row) -> outcome.setWindowsLink(row.windows()).setWindowsReady(row.windowsReady()));
    }

    private static CallResult<InstallationLinks> ofName(List<InstallationLinks> rows, String packageName) {
        return rows.stream()
                .filter(row -> row.packageName().equals(packageName))
                .findFirst()
                .<CallResult<InstallationLinks>>map(Found::new)
                .orElseGet(() -> new Missing<>("The company has no package of this name."));
    }

    /** Keeps only the requested links of the listing: those of a large tenant do not fit into a record. */
    private Outcome readLinks(Intent intent) {
        var asked = Set.copyOf(intent.getPackages());
        return outcome(
                intent,
                GravityZoneClient::allInstallationLinks,
                (outcome, rows) -> outcome.setLinks(rows.stream()
                        .filter(row -> asked.contains(new PackageName(row.companyId(), row.packageName())))
                        .map(row ->
                                new FoundLink(row.companyId(), row.packageName(), row.windows(), row.windowsReady()))
                        .toList()));
    }

    private <T> Outcome ofPackage(
            Intent intent,
            BiFunction<GravityZoneClient, String, CallResult<T>> call,
            BiConsumer<Outcome.Builder, T> fill) {
        var packageId = StepExecutor.required(intent.getPackageId(), "package");
        return outcome(intent, client -> call.apply(client, packageId), fill);
    }

    private <T> Outcome outcome(
            Intent intent, Function<GravityZoneClient, CallResult<T>> call, BiConsumer<Outcome.Builder, T> fill) {
        var result = clients.gravityZone(intent.getTenantId()).then(call);
        return Outcomes.of(intent, result, clock.instant(), fill);
    }
}
