package dev.companion.provisioner.domain.step;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one call of a link that is under way. It is stored in the same transaction that publishes the intent, so whoever
 * takes the link over knows of it.
 *
 * @param companyName the name to find, create or give; null where the step needs none
 * @param companyId the company the step is about; null where it needs none
 * @param packageId the package the step is about; null where it needs none
 * @param absentAt when a complete find last showed that the effect was not there; null for reads
 */
public record InFlight(
        String callId,
        StepKind kind,
        long generation,
        Instant plannedAt,
        Instant deadline,
        @Nullable String companyName,
        @Nullable String companyId,
        @Nullable String packageId,
        @Nullable Instant absentAt) {

    public static InFlight of(Call call, @Nullable Instant absentAt) {
        String name = null;
        String company = null;
        String pkg = null;
        switch (call.step()) {
            case Step.FindCompanyByName find -> name = find.name();
            case Step.FindCompanyById find -> company = find.companyId();
            case Step.CreateCompany create -> name = create.name();
            case Step.FindPackage find -> company = find.companyId();
            case Step.CreatePackage create -> company = create.companyId();
            case Step.ReadPackageLink read -> company = read.companyId();
            // The link on whose behalf a batch is asked for comes first.
            case Step.FindCompanies find -> name = find.names().getFirst();
            case Step.ReadPackageLinks read ->
                company = read.packages().getFirst().companyId();
            case Step.ReadLicence read -> company = read.companyId();
            case Step.CountEndpoints count -> company = count.companyId();
            case Step.ReadPackage read -> {
                company = read.companyId();
                pkg = read.packageId();
            }
            case Step.UpdatePackage update -> {
                company = update.companyId();
                pkg = update.packageId();
            }
            case Step.DeletePackage delete -> {
                company = delete.companyId();
                pkg = delete.packageId();
            }
            case Step.ChangeCompany change -> {
                company = change.companyId();
                name = change.newName();
            }
            case Step.ReadVariable _, Step.WriteVariable _, Step.DeleteVariable _ -> {}
        }
        return new InFlight(
                call.callId(),
                call.step().kind(),
                call.generation(),
                call.plannedAt(),
                call.deadline(),
                name,
                company,
                pkg,
                absentAt);
    }

    /** The same call as another link of its batch would have made it alone. */
    public InFlight onBehalfOf(@Nullable String name, @Nullable String company) {
        return new InFlight(callId, kind, generation, plannedAt, deadline, name, company, null, null);
    }

    /** Whether the call asks whether one company is there, which the key may have been good for and may not see. */
    public boolean looksForOneCompany() {
        return kind == StepKind.FIND_COMPANY && companyId != null;
    }

    /** Whether the call is about one company or one site that is there already, and so may be closed to us alone. */
    public boolean aboutOneThing() {
        return companyId != null || kind.vendor() == Vendor.DATTO;
    }
}
