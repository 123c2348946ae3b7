package dev.companion.provisioner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZonePackages.PackageDetails;
import dev.companion.gravityzone.Licence;
import dev.companion.provisioner.topology.PackageProfileRecords;
import dev.companion.provisioning.AddOn;
import dev.companion.provisioning.FoundLink;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.PackageName;
import dev.companion.provisioning.Step;
import dev.companion.settings.DefaultPackage;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackageRecordsTest {

    private final FakeClients clients = new FakeClients();
    private final StepExecutor executor = new StepExecutor(clients, () -> Intents.NOW);

    /** Every choice that has a field of its own, in the order of the fields. */
    private static final List<String> CHOICES = List.of(
            "advancedAntiExploit",
            "advancedThreatControl",
            "deviceControl",
            "firewall",
            "contentControl",
            "networkAttackDefense",
            "powerUser",
            "edrSensor",
            "patchManagement",
            "exchangeProtection",
            "fullDiskEncryption",
            "removeCompetitors");

    private static DefaultPackage with(String choice) {
        var profile = DefaultPackage.newBuilder().setLanguage("fr_FR");
        CHOICES.forEach(field -> set(profile, field, field.equals(choice)));
        return profile.build();
    }

    private static void set(DefaultPackage.Builder profile, String field, boolean on) {
        switch (field) {
            case "advancedAntiExploit" -> profile.setAdvancedAntiExploit(on);
            case "advancedThreatControl" -> profile.setAdvancedThreatControl(on);
            case "deviceControl" -> profile.setDeviceControl(on);
            case "firewall" -> profile.setFirewall(on);
            case "contentControl" -> profile.setContentControl(on);
            case "networkAttackDefense" -> profile.setNetworkAttackDefense(on);
            case "powerUser" -> profile.setPowerUser(on);
            case "edrSensor" -> profile.setEdrSensor(on);
            case "patchManagement" -> profile.setPatchManagement(on);
            case "exchangeProtection" -> profile.setExchangeProtection(on);
            case "fullDiskEncryption" -> profile.setFullDiskEncryption(on);
            case "removeCompetitors" -> profile.setRemoveCompetitors(on);
            default -> throw new IllegalArgumentException(field);
        }
    }

    private static Intent intent(Step step, DefaultPackage profile) {
        return Intents.of(
                step,
                intent -> intent.setCompanyId("c1")
                        .setPackageId("p1")
                        .setPackageName("companion-s1")
                        .setPackageProfile(profile));
    }

    @Test
    void eachChoiceGoesToTheVendorAndComesBackAsItself() {
        CHOICES.forEach(choice -> {
            var profile = with(choice);
            var wanted = PackageRecords.wanted(intent(Step.CREATE_PACKAGE, profile));
            var kept = new PackageDetails(
                    wanted.packageName(),
                    null,
                    wanted.language(),
                    wanted.modules(),
                    wanted.exchangeRole(),
                    wanted.removeCompetitors(),
                    0);

            assertThat(PackageRecords.seen(kept, PackageProfileRecords.toDomain(with("nothing"))))
                    .as(choice)
                    .isEqualTo(profile);
        });
    }

    @Test
    void noTwoChoicesMeanTheSameToTheVendor() {
        assertThat(CHOICES.stream()
                        .map(choice -> PackageRecords.wanted(intent(Step.CREATE_PACKAGE, with(choice))))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void contentControlIsOnOnlyWhereAllOfItIs() {
        var half = new PackageDetails("x", null, "fr_FR", Set.of("userControl", "trafficScan"), false, false, 0);

        assertThat(PackageRecords.seen(half, PackageProfileRecords.toDomain(with("nothing")))
                        .getContentControl())
                .isFalse();
    }

    @Test
    void whatTheVendorDoesNotSayIsTakenForWhatIsWanted() {
        var silent = new PackageDetails("x", null, null, Set.of(), null, null, null);
        var wanted = DefaultPackage.newBuilder(with("exchangeProtection"))
                .setRemoveCompetitors(true)
                .build();
        var seen = PackageRecords.seen(silent, PackageProfileRecords.toDomain(wanted));

        assertThat(seen.getExchangeProtection()).isTrue();
        assertThat(seen.getRemoveCompetitors()).isTrue();
        assertThat(seen.getLanguage()).isEqualTo("fr_FR");
        assertThat(seen.getFirewall()).as("modules are always said").isFalse();
    }

    @Test
    void onlyWhatTheLicenceCertainlyLacksIsSaidToBeLacking() {
        var flags = Map.of("managePatchManagement", false, "manageExchange", true, "manageEventCorrelator", false);
        clients.answers(
                new Found<>(new Licence(null, "aLaCarte", 0, null, null, null, flags)),
                new Found<>(new Licence(null, "mspSecurePlus", 0, null, null, null, flags)));

        assertThat(executor.execute(Intents.whole(Step.READ_LICENCE)).getAddOnsNotLicensed())
                .as("encryption was not spoken of")
                .containsExactly(AddOn.EDR_SENSOR, AddOn.PATCH_MANAGEMENT);
        assertThat(executor.execute(Intents.whole(Step.READ_LICENCE)).getAddOnsNotLicensed())
                .as("a bundle may have EDR inside whatever the flag says")
                .containsExactly(AddOn.PATCH_MANAGEMENT);
        assertThat(clients.requests).containsExactly("licence c1", "licence c1");
    }

    @Test
    void aPackageIsReadAsTheVendorKeepsIt() {
        clients.answers(new Found<>(new PackageDetails("x", null, "fr_FR", Set.of("firewall"), false, false, 0)));
        var outcome = executor.execute(intent(Step.READ_PACKAGE, with("edrSensor")));

        assertThat(outcome.getPackageProfile()).contains(with("firewall"));
        assertThat(clients.requests).containsExactly("packageDetails p1");
    }

    @Test
    void aPackageIsGivenTheWholeOfWhatIsWanted() {
        clients.answers(new Found<>(Done.DONE));
        executor.execute(intent(Step.UPDATE_PACKAGE, with("firewall")));

        assertThat(clients.requests.getFirst())
                .startsWith("updatePackage p1 ")
                .contains("packageName=companion-s1", "modules=[firewall]", "language=fr_FR", "exchangeRole=false");
    }

    @Test
    void onlyThePackageOfTheIntentIsDeleted() {
        clients.answers(new Found<>(Done.DONE));
        executor.execute(intent(Step.DELETE_PACKAGE, with("firewall")));

        assertThat(clients.requests).containsExactly("deletePackage p1");
    }

    @Test
    void ofTheListingOnlyTheLinksThatWereAskedForAreKept() {
        clients.answers(new Found<>(List.of(
                new InstallationLinks("companion-s1", "c1", "https://gz.example/1", true),
                new InstallationLinks("companion-s1", "c2", "https://gz.example/2", true),
                new InstallationLinks("another", "c1", "https://gz.example/3", true),
                new InstallationLinks("companion-s3", "c3", null, false))));
        var outcome = executor.execute(Intents.of(
                Step.READ_PACKAGE_LINKS,
                intent -> intent.setPackages(
                        List.of(new PackageName("c1", "companion-s1"), new PackageName("c3", "companion-s3")))));

        assertThat(outcome.getLinks())
                .containsExactly(
                        new FoundLink("c1", "companion-s1", "https://gz.example/1", true),
                        new FoundLink("c3", "companion-s3", null, false));
        assertThat(clients.requests).containsExactly("allInstallationLinks");
    }

    @Test
    void aDecisionIsAboutOneCompanyAndNoneBelowIt() {
        var decided = List.of(
                Step.SUSPEND_COMPANY,
                Step.ACTIVATE_COMPANY,
                Step.MOVE_COMPANY,
                Step.DELETE_COMPANY,
                Step.RENAME_COMPANY);
        decided.forEach(_ -> clients.answers(new Found<>(Done.DONE)));
        for (var step : decided) {
            executor.execute(Intents.whole(step));
        }

        assertThat(clients.requests)
                .containsExactly(
                        "suspendCompany c1 false",
                        "activateCompany c1 false",
                        "moveCompany c1 to folder",
                        "deleteCompany c1",
                        "renameCompany c1 to Acme Ltd");
    }

    @Test
    void machinesAreCounted() {
        clients.answers(new Found<>(12L));

        assertThat(executor.execute(Intents.whole(Step.COUNT_ENDPOINTS)).getEndpoints())
                .contains(12L);
    }
}
