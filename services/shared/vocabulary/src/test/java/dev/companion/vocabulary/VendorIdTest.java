package dev.companion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VendorIdTest {

    @Test
    void aHexadecimalIdHasOneForm() {
        assertThat(VendorId.canonical("5F1A9C0B2E4D6F8A1B3C5D7E")).isEqualTo("5f1a9c0b2e4d6f8a1b3c5d7e");
        assertThat(VendorId.canonical("6F1A9C0B-2E4D-4F8A-9B3C-5D7E1234ABCD"))
                .isEqualTo("6f1a9c0b-2e4d-4f8a-9b3c-5d7e1234abcd");
    }

    @Test
    void anyOtherIdStaysAsItIs() {
        assertThat(VendorId.canonical("AbC1x")).isEqualTo("AbC1x");
        assertThat(VendorId.canonical("5F1A9C0B2E4D6F8A1B3C5D7")).isEqualTo("5F1A9C0B2E4D6F8A1B3C5D7");
        assertThat(VendorId.canonical("")).isEmpty();
        assertThat(VendorId.canonicalOrNull(null)).isNull();
    }
}
