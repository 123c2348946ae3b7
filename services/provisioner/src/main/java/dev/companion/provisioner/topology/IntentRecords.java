package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.PackageName;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;

/** Translates planned calls. */
final class IntentRecords {

    private IntentRecords() {}

    static Intent toRecord(Emission.CallPlanned planned, Instant now) {
        var call = planned.call();
        var intent = Intent.newBuilder()
                .setMetadata(EventMetadatas.of(call.callId() + ".intent", now, planned.sequence(), planned.requestId()))
                .setTenantId(call.link().tenantId())
                .setSiteUid(call.link().siteUid())
                .setCallId(call.callId())
                .setGeneration(call.generation())
                .setStep(dev.companion.provisioning.Step.valueOf(
                        call.step().kind().name()))
                .setAttempt(call.attempt())
                .setDeadline(call.deadline().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        return with(intent, call).build();
    }

    private static Intent.Builder with(Intent.Builder intent, Call call) {
        return switch (call.step()) {
            case Step.FindCompanyByName find -> intent.setCompanyName(find.name());
            case Step.FindCompanyById find ->
                intent.setCompanyId(find.companyId()).setParentCompanyId(find.expectedParent());
            case Step.CreateCompany create ->
                intent.setCompanyName(create.name()).setParentCompanyId(create.parentId());
            case Step.FindPackage find -> intent.setCompanyId(find.companyId()).setPackageName(find.packageName());
            case Step.CreatePackage create ->
                intent.setCompanyId(create.companyId())
                        .setPackageName(create.packageName())
                        .setPackageProfile(PackageProfileRecords.toRecord(create.profile()));
            case Step.ReadPackageLink read ->
                intent.setCompanyId(read.companyId()).setPackageName(read.packageName());
            case Step.ReadVariable _ -> intent;
            case Step.WriteVariable write ->
                intent.setVariableId(write.variableId()).setVariableValue(write.value());
            case Step.DeleteVariable delete -> intent.setVariableId(delete.variableId());
            case Step.FindCompanies find -> intent.setCompanyNames(find.names());
            case Step.ReadLicence read -> intent.setCompanyId(read.companyId());
            case Step.CountEndpoints count -> intent.setCompanyId(count.companyId());
            case Step.ReadPackage read ->
                intent.setCompanyId(read.companyId())
                        .setPackageId(read.packageId())
                        .setPackageProfile(PackageProfileRecords.toRecord(read.wanted()));
            case Step.UpdatePackage update ->
                intent.setCompanyId(update.companyId())
                        .setPackageId(update.packageId())
                        .setPackageName(update.packageName())
                        .setPackageProfile(PackageProfileRecords.toRecord(update.profile()));
            case Step.DeletePackage delete ->
                intent.setCompanyId(delete.companyId())
                        .setPackageId(delete.packageId())
                        .setPackageName(delete.packageName());
            case Step.ReadPackageLinks read ->
                intent.setPackages(read.packages().stream()
                        .map(each -> new PackageName(each.companyId(), each.name()))
                        .toList());
            case Step.ChangeCompany change ->
                intent.setCompanyId(change.companyId())
                        .setParentCompanyId(change.parentId())
                        .setCompanyName(change.newName());
        };
    }
}
