package dev.companion.provisioner.execution;

import dev.companion.provisioning.Intent;
import dev.companion.provisioning.PackageName;
import dev.companion.provisioning.Step;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.DefaultPackage;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Intents as the controller plans them. */
final class Intents {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private Intents() {}

    static Intent of(Step step, UnaryOperator<Intent.Builder> needs) {
        return needs.apply(Intent.newBuilder()
                        .setMetadata(EventMetadatas.of("intent", NOW, 5, "request"))
                        .setTenantId("t1")
                        .setSiteUid("s1")
                        .setCallId("call-1")
                        .setGeneration(3)
                        .setStep(step)
                        .setAttempt(1)
                        .setDeadline(NOW.plusSeconds(30)))
                .build();
    }

    /** An intent of the step with everything that any step needs. */
    static Intent whole(Step step) {
        return of(step, intent -> switch (step) {
            case FIND_COMPANY -> intent.setCompanyId("c1");
            case CREATE_COMPANY -> intent.setCompanyName("Acme").setParentCompanyId("root");
            case FIND_PACKAGE, READ_PACKAGE_LINK -> intent.setCompanyId("c1").setPackageName("companion-s1");
            case CREATE_PACKAGE ->
                intent.setCompanyId("c1").setPackageName("companion-s1").setPackageProfile(profile());
            case WRITE_VARIABLE, DELETE_VARIABLE -> intent.setVariableId(7L).setVariableValue("value");
            case FIND_COMPANIES -> intent.setCompanyNames(List.of("Acme", "Globex"));
            case READ_LICENCE, COUNT_ENDPOINTS, SUSPEND_COMPANY, ACTIVATE_COMPANY, DELETE_COMPANY ->
                intent.setCompanyId("c1");
            case MOVE_COMPANY -> intent.setCompanyId("c1").setParentCompanyId("folder");
            case RENAME_COMPANY -> intent.setCompanyId("c1").setCompanyName("Acme Ltd");
            case READ_PACKAGE, UPDATE_PACKAGE, DELETE_PACKAGE ->
                intent.setCompanyId("c1")
                        .setPackageId("p1")
                        .setPackageName("companion-s1")
                        .setPackageProfile(profile());
            case READ_PACKAGE_LINKS -> intent.setPackages(List.of(new PackageName("c1", "companion-s1")));
            case READ_VARIABLE, UNKNOWN -> intent;
        });
    }

    static DefaultPackage profile() {
        return DefaultPackage.newBuilder()
                .setAdvancedAntiExploit(true)
                .setAdvancedThreatControl(false)
                .setDeviceControl(true)
                .setFirewall(false)
                .setContentControl(true)
                .setNetworkAttackDefense(false)
                .setPowerUser(false)
                .setEdrSensor(true)
                .setPatchManagement(false)
                .setExchangeProtection(true)
                .setFullDiskEncryption(true)
                .setRemoveCompetitors(true)
                .setLanguage("de_DE")
                .build();
    }
}
