package dev.companion.provisioner.domain.step;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made at most once: it is stored before it starts.
 *
 * @param attempt counts the attempts at this kind of step in this generation, from 1
 * @param deadline when it has certainly ended, or was never started
 */
public record Call(
        LinkKey link, String callId, long generation, Step step, int attempt, Instant plannedAt, Instant deadline) {

    /**
     * The call as the link stores it while it runs.
     *
     * @param absentAt when a complete find last showed that the effect was not there; null for reads
     */
    public InFlight inFlight(@Nullable Instant absentAt) {
        String name = null;
        String company = null;
        String pkg = null;
        switch (step) {
            case Step.FindCompanyByName find -> name = find.name();
            case Step.FindCompanyById find -> company = find.companyId();
            case Step.CreateCompany create -> name = create.name();
            case Step.FindPackage find -> company = find.companyId();
            case Step.CreatePackage create -> company = create.companyId();
            case Step.ReadPackageLink read -> company = read.companyId();
            // The link that the batch was started for comes first.
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
        return new InFlight(callId, step.kind(), generation, plannedAt, deadline, name, company, pkg, absentAt);
    }

    /**
     * Returns the id of an attempt. It contains the request, so a link that was removed and created again, with
     * generations that start over, never receives an outcome of its predecessor.
     */
    public static String idOf(LinkKey link, String requestId, long generation, StepKind kind, int attempt) {
        var name = String.join(
                "|",
                link.tenantId(),
                link.siteUid(),
                requestId,
                Long.toString(generation),
                kind.name(),
                String.valueOf(attempt));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
