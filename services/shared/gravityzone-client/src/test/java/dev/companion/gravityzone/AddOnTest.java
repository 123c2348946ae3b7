package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.AddOn.Availability;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddOnTest {

    private static final Set<String> MODULES = Set.of("firewall", "edrSensor", "patchManagement", "encryption");

    @ParameterizedTest
    @EnumSource(AddOn.class)
    void unknownIsNotOff(AddOn addOn) {
        assertThat(addOn.under(licence("aLaCarte", Map.of()))).isEqualTo(Availability.UNKNOWN);
        assertThat(addOn.under(licence("aLaCarte", Map.of(addOn.licenceFlag(), true))))
                .isEqualTo(Availability.AVAILABLE);
        assertThat(addOn.under(licence(null, Map.of(addOn.licenceFlag(), false))))
                .isEqualTo(Availability.NOT_LICENSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mspSecure", "mspSecurePlus", "mspSecureExtra", "MSPSECURE"})
    void flagThatIsOffSaysNothingAboutEdrInABundle(String model) {
        assertThat(AddOn.EDR_SENSOR.under(licence(model, Map.of("manageEventCorrelator", false))))
                .isEqualTo(Availability.UNKNOWN);
        assertThat(AddOn.PATCH_MANAGEMENT.under(licence(model, Map.of("managePatchManagement", false))))
                .isEqualTo(Availability.NOT_LICENSED);
    }

    @Test
    void wishIsReducedToWhatTheLicenceAllows() {
        var licence = licence(
                "aLaCarte",
                Map.of("manageEventCorrelator", false, "managePatchManagement", true, "manageExchange", false));

        var reduced = LicensedPackage.of(desired(MODULES, true), licence);

        assertThat(reduced.leftOut()).containsExactly(AddOn.EDR_SENSOR, AddOn.EXCHANGE_PROTECTION);
        // Whether encryption is licensed is unknown, so it is sent.
        assertThat(reduced.allowed()).isEqualTo(desired(Set.of("firewall", "patchManagement", "encryption"), false));
    }

    @Test
    void whatWasNotWantedIsNotLeftOut() {
        var nothing = licence(
                "aLaCarte",
                Map.of(
                        "manageEventCorrelator", false,
                        "managePatchManagement", false,
                        "manageExchange", false,
                        "manageEncryption", false));
        var desired = desired(Set.of("firewall"), false);

        assertThat(LicensedPackage.of(desired, nothing)).isEqualTo(new LicensedPackage(desired, List.of()));
        assertThat(LicensedPackage.of(desired(MODULES, true), nothing).leftOut())
                .containsExactly(AddOn.values());
    }

    @Test
    void licenceThatSaysNothingReducesNothing() {
        var desired = desired(MODULES, true);

        assertThat(LicensedPackage.of(desired, licence(null, Map.of())))
                .isEqualTo(new LicensedPackage(desired, List.of()));
    }

    private static NewPackage desired(Set<String> modules, boolean exchange) {
        return new NewPackage("c1", "p", "d", modules, exchange, true, "en_US");
    }

    private static Licence licence(@Nullable String model, Map<String, Boolean> flags) {
        return new Licence(Licence.Subscription.MONTHLY, model, 0, 3L, null, null, flags);
    }
}
