package dev.companion.provisioner.execution;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.SiteVariable;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioning.FoundVariable;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.Step;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Makes the one call that an intent names. A call with an effect is exactly one request and is never repeated here; a
 * find may take several requests, none of which changes anything.
 */
final class StepExecutor {

    private final VendorClients clients;
    private final InstantSource clock;
    private final CompanyFinds companies;
    private final PackageCalls packages;

    StepExecutor(VendorClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
        this.companies = new CompanyFinds(clients);
        this.packages = new PackageCalls(clients, clock);
    }

    Outcome execute(Intent intent) {
        return switch (intent.getStep()) {
            case FIND_COMPANY, FIND_COMPANIES -> outcome(intent, companies.find(intent), CompanyFinds::fill);
            case CREATE_COMPANY -> createCompany(intent);
            case SUSPEND_COMPANY, ACTIVATE_COMPANY, MOVE_COMPANY, DELETE_COMPANY, RENAME_COMPANY ->
                changeCompany(intent);
            case COUNT_ENDPOINTS ->
                outcome(intent, ofCompany(intent, GravityZoneClient::endpointCount), Outcome.Builder::setEndpoints);
            case READ_LICENCE ->
                outcome(
                        intent,
                        ofCompany(intent, GravityZoneClient::licence),
                        (outcome, licence) -> outcome.setAddOnsNotLicensed(PackageRecords.notLicensed(licence)));
            case FIND_PACKAGE,
                    CREATE_PACKAGE,
                    READ_PACKAGE,
                    UPDATE_PACKAGE,
                    DELETE_PACKAGE,
                    READ_PACKAGE_LINK,
                    READ_PACKAGE_LINKS -> packages.execute(intent);
            case READ_VARIABLE -> readVariable(intent);
            case WRITE_VARIABLE -> writeVariable(intent);
            case DELETE_VARIABLE -> deleteVariable(intent);
            case UNKNOWN ->
                throw new IllegalArgumentException(
                        "intent %s: step not known (expected: one of this version)".formatted(intent.getCallId()));
        };
    }

    /** Whether the step changes something at the vendor. */
    static boolean hasEffect(Step step) {
        return step != Step.UNKNOWN && StepKind.valueOf(step.name()).effect();
    }

    private Outcome createCompany(Intent intent) {
        var name = required(intent.getCompanyName(), "company name");
        return outcome(
                intent,
                gravityZone(intent)
                        .then(client -> client.createCompany(
                                name, intent.getParentCompanyId().orElse(null))),
                Outcome.Builder::setCreatedId);
    }

    private Outcome changeCompany(Intent intent) {
        return outcome(
                intent,
                gravityZone(intent).then(client -> change(client, intent, required(intent.getCompanyId(), "company"))),
                (_, _) -> {});
    }

    /** Changes only the company itself: nothing was decided about the companies below it. */
    private static CallResult<Done> change(GravityZoneClient client, Intent intent, String companyId) {
        return switch (intent.getStep()) {
            case SUSPEND_COMPANY -> client.suspendCompany(companyId, false);
            case ACTIVATE_COMPANY -> client.activateCompany(companyId, false);
            case MOVE_COMPANY -> client.moveCompany(companyId, required(intent.getParentCompanyId(), "parent"));
            case DELETE_COMPANY -> client.deleteCompany(companyId);
            case RENAME_COMPANY -> client.renameCompany(companyId, required(intent.getCompanyName(), "company name"));
            default ->
                throw new IllegalArgumentException(
                        "step %s: no change of a company (expected: one)".formatted(intent.getStep()));
        };
    }

    private <T> CallResult<T> ofCompany(Intent intent, BiFunction<GravityZoneClient, String, CallResult<T>> read) {
        var companyId = required(intent.getCompanyId(), "company");
        return gravityZone(intent).then(client -> read.apply(client, companyId));
    }

    private Outcome readVariable(Intent intent) {
        return outcome(
                intent,
                datto(intent).then(client -> client.siteVariables(intent.getSiteUid())),
                (outcome, all) -> outcome.setVariables(all.stream()
                                .filter(variable -> variable.name()
                                        .equalsIgnoreCase(dev.companion.provisioner.domain.step.Step.VARIABLE_NAME))
                                .map(StepExecutor::found)
                                .toList())
                        .setComplete(true));
    }

    /**
     * A variable whose name differs from ours by case only is the same variable on Windows, so it must not stay beside
     * ours. It is read as if its value were unknown, and so written with our name, or deleted beside ours.
     */
    private static boolean isOurs(SiteVariable variable) {
        return !variable.masked() && variable.name().equals(dev.companion.provisioner.domain.step.Step.VARIABLE_NAME);
    }

    private static FoundVariable found(SiteVariable variable) {
        return FoundVariable.newBuilder()
                .setVariableId(variable.id())
                .setName(variable.name())
                .setValue(isOurs(variable) ? variable.value() : null)
                .build();
    }

    private Outcome writeVariable(Intent intent) {
        var value = required(intent.getVariableValue(), "value");
        var id = intent.getVariableId().orElse(null);
        return outcome(
                intent,
                datto(intent)
                        .then(client -> id == null
                                ? client.createSiteVariable(
                                        intent.getSiteUid(),
                                        dev.companion.provisioner.domain.step.Step.VARIABLE_NAME,
                                        value)
                                : client.updateSiteVariable(
                                        intent.getSiteUid(),
                                        id,
                                        dev.companion.provisioner.domain.step.Step.VARIABLE_NAME,
                                        value)),
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

    static String required(Optional<String> value, String what) {
        return value.orElseThrow(() -> new IllegalArgumentException("intent: no %s (expected: one)".formatted(what)));
    }
}
