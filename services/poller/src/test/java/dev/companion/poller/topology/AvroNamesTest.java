package dev.companion.poller.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.health.VendorApi;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.CredentialName;
import dev.companion.settings.SecretName;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The enums of the domain have the names of the published records. */
class AvroNamesTest {

    @Test
    void aVendorHasTheNameOfItsApi() {
        assertThat(Arrays.stream(Vendor.values()).map(ApiHealthRecords::api).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(Vendor.values()).map(Enum::name).toList());
        assertThat(VendorApi.values()).hasSize(Vendor.values().length + 1);
    }

    @Test
    void aCredentialHasTheNameOfItsSecret() {
        assertThat(Arrays.stream(SecretName.values()).filter(name -> name != SecretName.UNKNOWN))
                .extracting(Enum::name)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(CredentialName.values()).map(Enum::name).toList());
    }
}
