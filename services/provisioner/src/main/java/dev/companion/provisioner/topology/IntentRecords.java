package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.Call;
import dev.companion.provisioner.domain.Emission;
import dev.companion.provisioner.domain.Step;
import dev.companion.provisioning.Intent;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;

/** Planned calls as records. */
final class IntentRecords {

    private IntentRecords() {}

    static Intent toRecord(Emission.Planned planned, Instant now) {
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
            case Step.FindCompanyById find -> intent.setCompanyId(find.companyId());
            case Step.CreateCompany create ->
                intent.setCompanyName(create.name()).setParentCompanyId(create.parentId());
            case Step.FindPackage find -> intent.setCompanyId(find.companyId()).setPackageName(find.packageName());
            case Step.CreatePackage create ->
                intent.setCompanyId(create.companyId())
                        .setPackageName(create.packageName())
                        .setPackageProfile(LinkRecords.profile(create.profile()));
            case Step.ReadPackageLink read ->
                intent.setCompanyId(read.companyId()).setPackageName(read.packageName());
            case Step.ReadVariable _ -> intent;
            case Step.WriteVariable write ->
                intent.setVariableId(write.variableId()).setVariableValue(write.value());
            case Step.DeleteVariable delete -> intent.setVariableId(delete.variableId());
        };
    }
}
