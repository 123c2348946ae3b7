package dev.companion.provisioner.execution;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.SiteVariable;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.provisioner.domain.Desired;
import dev.companion.provisioner.domain.StepKind;
import dev.companion.provisioning.FoundPackage;
import dev.companion.provisioning.FoundVariable;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.Step;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Makes the one call that an intent names. A call with an effect is exactly one request and is never repeated here; a
 * find may take several requests, none of which changes anything.
 */
final class StepExecutor {

    /** How many companies the vendor's search by name answers at most: that many prove nothing about the rest. */
    private static final int SEARCH_CAP = 25;

    private static final int PAGES_MAX = 1_000;

    private final VendorClients clients;
    private final InstantSource clock;

    StepExecutor(VendorClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    Outcome execute(Intent intent) {
        return switch (intent.getStep()) {
            case FIND_COMPANY -> findCompany(intent);
            case CREATE_COMPANY -> createCompany(intent);
            case FIND_PACKAGE -> findPackage(intent);
            case CREATE_PACKAGE -> createPackage(intent);
            case READ_PACKAGE_LINK -> readPackageLink(intent);
            case READ_VARIABLE -> readVariable(intent);
            case WRITE_VARIABLE -> writeVariable(intent);
            case DELETE_VARIABLE -> deleteVariable(intent);
            default ->
                throw new IllegalArgumentException(
                        "intent %s: step not known (expected: one of this version)".formatted(intent.getCallId()));
        };
    }

    /** Whether the step changes something at the vendor. */
    static boolean hasEffect(Step step) {
        return step != Step.UNKNOWN && StepKind.valueOf(step.name()).effect();
    }

    private record Companies(List<Company> rows, boolean complete) {}

    private Outcome findCompany(Intent intent) {
        var companyId = intent.getCompanyId().orElse(null);
        var found = companyId == null
                ? gravityZone(intent).then(client -> named(client, named(intent.getCompanyName(), "company name")))
                : gravityZone(intent)
                        .then(client -> client.company(companyId).map(c -> new Companies(List.of(c), true)));
        return outcome(
                intent,
                found,
                (outcome, companies) -> outcome.setCompanies(companies.rows().stream()
                                .map(FoundRows::company)
                                .toList())
                        .setComplete(companies.complete()));
    }

    /** The search is by prefix and capped: a full answer proves no absence, so then everything is walked. */
    private static CallResult<Companies> named(GravityZoneClient client, String name) {
        return client.findCompaniesByName(name)
                .then(rows -> {
                    var same = sameName(rows, name);
                    return !same.isEmpty() || rows.size() < SEARCH_CAP
                            ? new Found<>(new Companies(same, true))
                            : walk(client, name);
                })
                .then(found -> withParents(client, found));
    }

    /** A listing may name a container for the parent, and adoption asks for the parent: the details tell it. */
    private static CallResult<Companies> withParents(GravityZoneClient client, Companies found) {
        var detailed = new ArrayList<Company>();
        for (var row : found.rows()) {
            switch (client.company(row.id())) {
                case Found<Company>(var details) -> detailed.add(details);
                // Gone since the listing: then it is not there.
                case Missing<Company> _ -> {}
                case CallResult<Company> other -> {
                    return other.map(_ -> found);
                }
            }
        }
        return new Found<>(new Companies(detailed, found.complete()));
    }

    private static CallResult<Companies> walk(GravityZoneClient client, String name) {
        var same = new ArrayList<Company>();
        PageCursor cursor = null;
        for (var page = 0; page < PAGES_MAX; page++) {
            switch (client.companies(cursor)) {
                case Found<GravityZoneClient.Page<Company>>(var answer) -> {
                    same.addAll(sameName(answer.rows(), name));
                    cursor = answer.next();
                    if (cursor == null) {
                        return new Found<>(new Companies(same, true));
                    }
                }
                case CallResult<GravityZoneClient.Page<Company>> other -> {
                    return other.map(_ -> new Companies(List.of(), false));
                }
            }
        }
        return new Found<>(new Companies(same, false));
    }

    private static List<Company> sameName(List<Company> rows, String name) {
        var wanted = folded(name);
        return rows.stream()
                .filter(company -> folded(company.name()).equals(wanted))
                .toList();
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private Outcome createCompany(Intent intent) {
        var name = named(intent.getCompanyName(), "company name");
        return outcome(
                intent,
                gravityZone(intent)
                        .then(client -> client.createCompany(
                                name, intent.getParentCompanyId().orElse(null))),
                Outcome.Builder::setCreatedId);
    }

    private Outcome findPackage(Intent intent) {
        var companyId = named(intent.getCompanyId(), "company");
        return outcome(
                intent,
                gravityZone(intent).then(client -> allPackages(client, companyId)),
                (outcome, packages) -> outcome.setPackages(packages.stream()
                                .map(each -> FoundPackage.newBuilder()
                                        .setPackageId(each.id())
                                        .setName(each.name())
                                        .build())
                                .toList())
                        .setComplete(true));
    }

    private static CallResult<List<PackageRef>> allPackages(GravityZoneClient client, String companyId) {
        var all = new ArrayList<PackageRef>();
        PageCursor cursor = null;
        for (var page = 0; page < PAGES_MAX; page++) {
            switch (client.packages(companyId, cursor)) {
                case Found<GravityZoneClient.Page<PackageRef>>(var answer) -> {
                    all.addAll(answer.rows());
                    cursor = answer.next();
                    if (cursor == null) {
                        return new Found<>(all);
                    }
                }
                case CallResult<GravityZoneClient.Page<PackageRef>> other -> {
                    return other.map(_ -> List.of());
                }
            }
        }
        return new CallResult.Unavailable<>("The list of packages does not end.");
    }

    private Outcome createPackage(Intent intent) {
        var wanted = FoundRows.newPackage(intent);
        return outcome(
                intent,
                gravityZone(intent).then(client -> client.createPackage(wanted)),
                Outcome.Builder::setCreatedId);
    }

    /** A package without a row does not exist, or not under this name any more. */
    private Outcome readPackageLink(Intent intent) {
        var companyId = named(intent.getCompanyId(), "company");
        var packageName = named(intent.getPackageName(), "package name");
        return outcome(
                intent,
                gravityZone(intent)
                        .then(client -> client.installationLinks(companyId, packageName))
                        .then(rows -> ofPackage(rows, packageName)),
                (outcome, row) -> outcome.setWindowsLink(row.windows()).setWindowsReady(row.windowsReady()));
    }

    private static CallResult<InstallationLinks> ofPackage(List<InstallationLinks> rows, String packageName) {
        return rows.stream()
                .filter(row -> row.packageName().equals(packageName))
                .findFirst()
                .<CallResult<InstallationLinks>>map(Found::new)
                .orElseGet(() -> new Missing<>("The company has no package of this name."));
    }

    private Outcome readVariable(Intent intent) {
        return outcome(
                intent,
                datto(intent).then(client -> client.siteVariables(intent.getSiteUid())),
                (outcome, all) -> outcome.setVariables(all.stream()
                                .filter(variable -> variable.name().equals(Desired.VARIABLE_NAME))
                                .map(StepExecutor::found)
                                .toList())
                        .setComplete(true));
    }

    private static FoundVariable found(SiteVariable variable) {
        return FoundVariable.newBuilder()
                .setVariableId(variable.id())
                .setName(variable.name())
                .setValue(variable.masked() ? null : variable.value())
                .build();
    }

    private Outcome writeVariable(Intent intent) {
        var value = named(intent.getVariableValue(), "value");
        var id = intent.getVariableId().orElse(null);
        return outcome(
                intent,
                datto(intent)
                        .then(client -> id == null
                                ? client.createSiteVariable(intent.getSiteUid(), Desired.VARIABLE_NAME, value)
                                : client.updateSiteVariable(intent.getSiteUid(), id, Desired.VARIABLE_NAME, value)),
                (_, _) -> {});
    }

    private Outcome deleteVariable(Intent intent) {
        long id = intent.getVariableId()
                .orElseThrow(() -> new IllegalArgumentException(
                        "intent %s: no variable (expected: its id)".formatted(intent.getCallId())));
        return outcome(
                intent, datto(intent).then(client -> client.deleteSiteVariable(intent.getSiteUid(), id)), (_, _) -> {});
    }

    private <T> Outcome outcome(Intent intent, CallResult<T> result, BiConsumer<Outcome.Builder, T> fill) {
        return Outcomes.of(intent, result, clock.instant(), fill);
    }

    private CallResult<GravityZoneClient> gravityZone(Intent intent) {
        return clients.gravityZone(intent.getTenantId());
    }

    private CallResult<DattoRmmClient> datto(Intent intent) {
        return clients.datto(intent.getTenantId());
    }

    private static String named(Optional<String> value, String what) {
        return value.orElseThrow(() -> new IllegalArgumentException("intent: no %s (expected: one)".formatted(what)));
    }
}
