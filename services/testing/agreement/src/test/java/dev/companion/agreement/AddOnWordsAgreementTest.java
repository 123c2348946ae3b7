package dev.companion.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.site.AddOnCoverage;
import dev.companion.provisioner.domain.work.LinkedPackage;
import dev.companion.vocabulary.AddOn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console finds in a status the add-ons that the provisioner says are left out, and no others. */
class AddOnWordsAgreementTest {

    private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");

    @Test
    void everySetThatIsWrittenIsReadBack() {
        var all = AddOn.values();
        for (var bits = 0; bits < 1 << all.length; bits++) {
            var leftOut = new ArrayList<AddOn>();
            for (var addOn : all) {
                if ((bits & 1 << addOn.ordinal()) != 0) {
                    leftOut.add(addOn);
                }
            }
            var warning = new LinkedPackage(
                            "p",
                            "Package",
                            AT,
                            false,
                            LinkedPackage.Content.AS_WANTED,
                            leftOut,
                            List.of("EDR sensor"),
                            0,
                            null)
                    .warning();

            assertThat(AddOnCoverage.leftOut(warning)).containsExactlyInAnyOrderElementsOf(leftOut);
        }
    }
}
