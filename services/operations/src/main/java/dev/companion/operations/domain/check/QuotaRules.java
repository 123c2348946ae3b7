package dev.companion.operations.domain.check;

import dev.companion.operations.domain.check.Samples.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the vendors let the services work: rights of the keys, and what is left of the quotas. The console knows both. */
public final class QuotaRules {

    private static final String CHECK = "quotas";
    private static final double FULL = 0.85;
    private static final String WHICH =
            "companion.api-health.v1 and the settings page of the tenant say which account and why, the log of the poller too (api health changed): ";

    private record Trouble(Finding.Level level, String found, String mend) {}

    private static final Map<String, Trouble> TROUBLES = Map.of(
            "credentials_rejected",
            new Trouble(Finding.Level.FAULT, "the key is refused", WHICH + "save a valid key there"),
            "permission_missing",
            new Trouble(
                    Finding.Level.FAULT,
                    "the key lacks a right without which nothing is read",
                    WHICH + "give the key the right that it names"),
            "ok_limited",
            new Trouble(
                    Finding.Level.WARNING,
                    "the key lacks a right for an optional list",
                    WHICH + "give the key the right that it names, or switch the list off"),
            "failing",
            new Trouble(
                    Finding.Level.WARNING,
                    "calls are not answered",
                    WHICH + "look at the vendor's status page and at the way out (proxy, firewall, DNS)"),
            "throttled",
            new Trouble(
                    Finding.Level.WARNING,
                    "the vendor has asked for a pause",
                    "it goes on after the pause. If it is often so: other programs use the account, or its share of the quota is too large (services/poller/README.md, Settings)"));

    private QuotaRules() {}

    public static List<Finding> of(Samples samples) {
        return Stream.concat(
                        samples.named("companion_api_accounts")
                                .filter(sample -> sample.value() > 0)
                                .flatMap(sample -> state(sample).stream()),
                        samples.named("companion_quota_used_ratio")
                                .filter(sample -> sample.value() > FULL)
                                .map(QuotaRules::full))
                .toList();
    }

    private static Optional<Finding> state(Sample sample) {
        return Optional.ofNullable(TROUBLES.get(sample.label("state")))
                .map(trouble -> new Finding(
                        trouble.level(),
                        CHECK,
                        whose(sample),
                        "%s (accounts: %.0f)".formatted(trouble.found(), sample.value()),
                        "calls are answered, with every right that is used",
                        trouble.mend()));
    }

    private static Finding full(Sample sample) {
        return Finding.warning(
                CHECK,
                whose(sample),
                "%.0f %% of the quota of an account is used".formatted(sample.value() * 100),
                "at most %.0f %%".formatted(FULL * 100),
                WHICH + "find out which other programs use it, or lengthen COMPANION_POLL_INTERVAL");
    }

    private static String whose(Sample sample) {
        return "%s, called by %s".formatted(ClockRules.vendor(sample.label("api")), sample.label("caller"));
    }
}
