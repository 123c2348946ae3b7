package dev.companion.mapper.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "Müller & Söhne GmbH", "株式会社", "x"})
    void ordinaryNamesAreGood(String text) {
        assertThat(new CompanyName(text).flaw()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "A<b", "A>b", "A\tb"})
    void namesThatGravityZoneRefusesHaveAFlaw(String text) {
        assertThat(new CompanyName(text).flaw()).isPresent();
    }

    @Test
    void sixtyFourCharactersAreTheMost() {
        assertThat(new CompanyName("x".repeat(64)).flaw()).isEmpty();
        assertThat(new CompanyName("x".repeat(65)).flaw())
                .contains("The company name has 65 characters; GravityZone allows 64.");
    }

    @Test
    void caseOuterBlanksAndTheFormOfAccentsDoNotTellNamesApart() {
        assertThat(new CompanyName(" MU\u0308LLER ").key()).isEqualTo(new CompanyName("m\u00fcller").key());
    }
}
