package dev.companion.operations.domain.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.operations.domain.check.Finding.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is concluded from the metrics of running services. */
class MeasuredRulesTest {

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().mend()).isNotBlank();
        return findings.getFirst();
    }

    @Test
    void samplesAreReadAndOtherLinesLeftOut() {
        var samples = Samples.parse("""
                # HELP companion_a_ratio help
                # TYPE companion_a_ratio gauge
                companion_a_ratio{api="datto_rmm",service="poller"} 0.25
                companion_a_ratio{api="gravityzone"} NaN
                companion_b 1.5E9
                companion_c{x="+Inf"} +Inf
                <html>
                companion_d{} 3 1700000000000
                companion_e one
                """);

        assertThat(samples.named("companion_a_ratio"))
                .containsExactly(
                        new Samples.Sample("companion_a_ratio", Map.of("api", "datto_rmm", "service", "poller"), 0.25));
        assertThat(samples.sum("companion_b")).hasValue(1.5e9);
        assertThat(samples.sum("companion_d")).hasValue(3);
        assertThat(samples.sum("companion_e")).isEmpty();
        assertThat(samples.samples()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"5.9, WARNING, 5 s ahead of", "-31, FAULT, 31 s behind", "600, FAULT, 600 s ahead of"})
    void aVendorsClockIsComparedWithThatOfTheServiceThatCallsIt(double seconds, Level level, String found) {
        var finding = only(ClockRules.ofVendors(
                "a",
                Samples.parse(
                        "companion_vendor_clock_difference_seconds{api=\"datto_rmm\",service=\"poller\"} " + seconds)));

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.check()).isEqualTo("clock");
        assertThat(finding.what()).isEqualTo("Datto RMM, seen by poller");
        assertThat(finding.found()).isEqualTo(found + " the clock of poller");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "0.0", "5.0", "-4.2"})
    void aSmallDifferenceOrNoneYetIsSilent(String seconds) {
        assertThat(ClockRules.ofVendors(
                        "poller",
                        Samples.parse("companion_vendor_clock_difference_seconds{api=\"gravityzone\"} " + seconds)))
                .isEmpty();
    }

    @Test
    void secretsThatCannotBeOpenedAreAFault() {
        var finding = only(SecretRules.of(
                "provisioner",
                Samples.parse("companion_secrets_unopened{service=\"poller\"} 0.0\ncompanion_secrets_unopened 3.0")));

        assertThat(finding.level()).isEqualTo(Level.FAULT);
        assertThat(finding.check()).isEqualTo("keysets");
        assertThat(finding.what()).isEqualTo("provisioner");
        assertThat(finding.found()).isEqualTo("tenants with stored secrets that its private keyset does not open: 3");
    }

    @ParameterizedTest
    @CsvSource({
        "credentials_rejected, FAULT, is refused",
        "permission_missing, FAULT, lacks a right without which",
        "ok_limited, WARNING, optional",
        "failing, WARNING, not answered",
        "throttled, WARNING, pause"
    })
    void accountsWhoseCallsDoNotSucceedAreNamedByStateAndNumber(String state, Level level, String found) {
        var finding = only(QuotaRules.of(
                Samples.parse("companion_api_accounts{api=\"gravityzone\",caller=\"provisioner\",state=\"%s\"} 2.0"
                        .formatted(state))));

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.what()).isEqualTo("GravityZone, called by provisioner");
        assertThat(finding.found()).contains(found).endsWith("(accounts: 2)");
    }

    @Test
    void accountsThatAreWellAndQuotasWithRoomAreSilent() {
        assertThat(QuotaRules.of(Samples.parse("""
                        companion_api_accounts{api="datto_rmm",caller="poller",state="ok"} 40.0
                        companion_api_accounts{api="datto_rmm",caller="poller",state="unknown"} 1.0
                        companion_api_accounts{api="datto_rmm",caller="poller",state="failing"} 0.0
                        companion_quota_used_ratio{api="datto_rmm",caller="poller"} 0.85
                        companion_quota_used_ratio{api="gravityzone",caller="poller"} NaN
                        """))).isEmpty();
    }

    @Test
    void aQuotaThatIsNearlyUsedUpIsAWarning() {
        var finding = only(
                QuotaRules.of(Samples.parse("companion_quota_used_ratio{api=\"datto_rmm\",caller=\"poller\"} 0.9")));

        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.check()).isEqualTo("quotas");
        assertThat(finding.found()).isEqualTo("90 % of the quota of an account is used");
    }

    @Test
    void oneVersionEverywhereIsSilent() {
        assertThat(VersionRules.of(Map.of("poller", "1.1.0", "mapper", "1.1.0"), "1.1.0"))
                .isEmpty();
        assertThat(VersionRules.of(Map.of(), "1.1.0"))
                .as("no service was asked")
                .isEmpty();
    }

    @Test
    void versionsThatDifferAreNamedWithTheServicesThatHaveThem() {
        var untold = VersionRules.of(Samples.parse("companion_secrets_unopened 0"));
        var told = VersionRules.of(Samples.parse("companion_build_info{service=\"poller\",version=\"1.1.0\"} 1"));

        var finding = only(VersionRules.of(Map.of("poller", told, "mapper", "1.0.0", "console", untold), "1.1.0"));

        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.found()).isEqualTo("1.0.0: mapper; 1.1.0: poller; none told: console; this doctor: 1.1.0");
        assertThat(only(VersionRules.of(Map.of("poller", "1.0.0"), "1.1.0")).found())
                .as("an older doctor compares with another catalogue")
                .isEqualTo("1.0.0: poller; this doctor: 1.1.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0", "85, 100, 0", "86, 100, 1", "86, 0, 0"})
    void memoryThatStaysFullAfterACollectionIsAWarning(long live, long max, int findings) {
        var found = MemoryRules.of(
                "mapper",
                Samples.parse("jvm_gc_live_data_size_bytes %d.0\njvm_gc_max_data_size_bytes{service=\"mapper\"} %d.0"
                        .formatted(live << 20, max << 20)));

        assertThat(found).hasSize(findings).allSatisfy(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.found()).isEqualTo("86 % of 100 MB are in use after a collection");
        });
    }
}
