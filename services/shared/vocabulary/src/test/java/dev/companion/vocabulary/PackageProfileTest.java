package dev.companion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackageProfileTest {

    private static final PackageProfile ALL =
            new PackageProfile(Set.of(PackageModule.values()), Set.of(AddOn.values()), false, "de_DE");

    @Test
    void protectsAtFirstWithoutChangingHowPeopleWorkOrWhatTheyPay() {
        assertThat(PackageProfile.INITIAL.modules())
                .containsExactly(
                        PackageModule.ADVANCED_ANTI_EXPLOIT,
                        PackageModule.ADVANCED_THREAT_CONTROL,
                        PackageModule.FIREWALL,
                        PackageModule.CONTENT_CONTROL,
                        PackageModule.NETWORK_ATTACK_DEFENSE);
        assertThat(PackageProfile.INITIAL.addOns()).isEmpty();
        assertThat(PackageProfile.INITIAL.removeCompetitors()).isTrue();
        assertThat(PackageProfile.INITIAL.language()).isEqualTo("en_US").isIn(PackageProfile.LANGUAGES);
    }

    @Test
    void saysInWordsWhatItContains() {
        assertThat(PackageProfile.INITIAL.words())
                .isEqualTo("antimalware, Advanced Anti-Exploit, Advanced Threat Control, firewall, content control,"
                        + " network attack defense, removal of competitors, en_US");
        assertThat(ALL.words())
                .endsWith("EDR sensor, patch management, Exchange protection, full disk encryption,"
                        + " competitors kept, de_DE");
    }

    @Test
    void isReadAsItIsWritten() {
        for (var profile : List.of(PackageProfile.INITIAL, ALL, ALL.without(Set.of(AddOn.EDR_SENSOR)))) {
            Map<String, Boolean> written = new HashMap<>();
            profile.write(written::put);
            assertThat(written).hasSize(11);
            assertThat(PackageProfile.read(written::get, profile.removeCompetitors(), profile.language()))
                    .isEqualTo(profile);
        }
    }

    @Test
    void losesAddOnsOnly() {
        var left = ALL.without(List.of(AddOn.EDR_SENSOR, AddOn.FULL_DISK_ENCRYPTION));
        assertThat(left.addOns()).containsExactly(AddOn.PATCH_MANAGEMENT, AddOn.EXCHANGE_PROTECTION);
        assertThat(left.modules()).isEqualTo(ALL.modules());
    }

    @Test
    void namesEachDifferenceInTheOrderOfThePackage() {
        assertThat(ALL.differences(ALL)).isEmpty();
        assertThat(ALL.differences(PackageProfile.INITIAL))
                .containsExactly(
                        "device control",
                        "power user",
                        "EDR sensor",
                        "patch management",
                        "Exchange protection",
                        "full disk encryption",
                        "removal of competitors",
                        "language");
    }
}
