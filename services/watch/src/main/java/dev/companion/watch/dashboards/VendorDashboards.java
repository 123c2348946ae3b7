package dev.companion.watch.dashboards;

import static dev.companion.watch.dashboards.Panel.graph;
import static dev.companion.watch.dashboards.Panel.heatmap;
import static dev.companion.watch.dashboards.Panel.stack;
import static dev.companion.watch.dashboards.Panel.stat;

import java.util.List;

/** What is asked of the vendors, and what they say. */
final class VendorDashboards {

    private static final String BUCKETS =
            "sum by (le, api) (rate(companion_vendor_call_seconds_bucket{$on}[$__rate_interval]))";

    private VendorDashboards() {}

    static Dashboard vendors() {
        return new Dashboard(
                "companion-vendors",
                "Vendors and quotas",
                "Do the vendors answer, and is there room for our calls?",
                List.of(
                        Row.of(
                                "Accounts",
                                stat(
                                        "Answered",
                                        "Accounts that work, over both services.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion_api_accounts{$on,state=~\"ok|ok_limited\"})"),
                                stat(
                                        "Failing",
                                        "Accounts whose calls are not answered.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_api_accounts{$on,state=\"failing\"})"),
                                stat(
                                        "Rejected",
                                        "A person must save another key.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_api_accounts{$on,state=~\"credentials_rejected|permission_missing\"})"),
                                stat(
                                        "Throttled",
                                        "The vendor asked for a pause.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion_api_accounts{$on,state=\"throttled\"})"),
                                stat(
                                        "Blocked hosts",
                                        "A vendor blocks our address.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_vendor_pauses{$on})"),
                                stat(
                                        "Fullest quota",
                                        "Used part of the account that has used most, when its state last changed: above 85 % or below 70 %, too.",
                                        Unit.RATIO,
                                        0.85,
                                        "max(companion_quota_used_ratio{$on})")),
                        Row.of(
                                "Calls",
                                graph(
                                        "Calls by result",
                                        "Failed: a status from 500, or no answer.",
                                        Unit.PER_SECOND,
                                        "sum by (api, result) (rate(companion_vendor_call_seconds_count{$on}[$__rate_interval]))",
                                        "{{api}} {{result}}"),
                                graph(
                                        "Duration of calls",
                                        "Half, 95 % and 99 % are faster.",
                                        Unit.SECONDS,
                                        "histogram_quantile(0.5, %s)".formatted(BUCKETS),
                                        "{{api}} 50 %",
                                        "histogram_quantile(0.95, %s)".formatted(BUCKETS),
                                        "{{api}} 95 %",
                                        "histogram_quantile(0.99, %s)".formatted(BUCKETS),
                                        "{{api}} 99 %"),
                                stack(
                                        "Accounts by state",
                                        "As the poller finds them.",
                                        Unit.COUNT,
                                        "sum by (api, state) (companion_api_accounts{$on,caller=\"poller\"})",
                                        "{{api}} {{state}}"),
                                graph(
                                        "Difference of clocks",
                                        "Seconds that the vendor is ahead; beyond 30 proofs of absence wait.",
                                        Unit.SECONDS,
                                        "companion_vendor_clock_difference_seconds{$on}",
                                        "{{service}} {{api}}")),
                        Row.collapsed(
                                "Distribution",
                                heatmap(
                                        "Duration of calls to Datto RMM",
                                        "How many calls took how long.",
                                        Unit.SECONDS,
                                        "sum by (le) (increase(companion_vendor_call_seconds_bucket{$on,api=\"datto_rmm\"}[$__rate_interval]))"),
                                heatmap(
                                        "Duration of calls to GravityZone",
                                        "How many calls took how long.",
                                        Unit.SECONDS,
                                        "sum by (le) (increase(companion_vendor_call_seconds_bucket{$on,api=\"gravityzone\"}[$__rate_interval]))"))));
    }

    static Dashboard observation() {
        return new Dashboard(
                "companion-observation",
                "Observation",
                "Is what we know of the vendors fresh and complete?",
                List.of(
                        Row.of(
                                "Now",
                                stat(
                                        "Oldest list of sites",
                                        "Of any tenant that is polled.",
                                        Unit.SECONDS,
                                        Double.NaN,
                                        "max(companion_sweep_age_seconds{$on,kind=\"sites\"})"),
                                stat(
                                        "Oldest list of companies",
                                        "Of any tenant that is polled.",
                                        Unit.SECONDS,
                                        Double.NaN,
                                        "max(companion_sweep_age_seconds{$on,kind=\"companies\"})"),
                                stat(
                                        "Too old",
                                        "Age in parts of what is allowed: twice fifteen intervals.",
                                        Unit.RATIO,
                                        1,
                                        "max(companion_sweep_age_seconds{$on}) / (30 * max(companion_sweep_interval_seconds{$on}))"),
                                stat(
                                        "Held lists",
                                        "Missing rows wait for a person.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_deletion_holds{$on})"),
                                stat(
                                        "Rows unaccounted for",
                                        "Shown less unchanged, published and withheld. Must read 0.",
                                        Unit.COUNT,
                                        1,
                                        "abs(sum(companion_poller_shown_total{$on}) - sum(companion_poller_rows_total{$on}))"),
                                stat(
                                        "Reads failed",
                                        "Part of all reads in an hour.",
                                        Unit.RATIO,
                                        0.1,
                                        "(sum(increase(companion_poller_calls_total{$on,result=\"failed\"}[1h])) or vector(0)) / sum(increase(companion_poller_calls_total{$on}[1h]))")),
                        Row.of(
                                "Sweeps",
                                graph(
                                        "Age of the oldest list",
                                        "By kind. It rises while sweeps fail.",
                                        Unit.SECONDS,
                                        "max by (kind) (companion_sweep_age_seconds{$on})",
                                        "{{kind}}"),
                                graph(
                                        "Sweeps by verdict",
                                        "Partial: a page failed. Suspicious: the list is not believed.",
                                        Unit.PER_SECOND,
                                        "sum by (kind, verdict) (rate(companion_poller_sweeps_total{$on}[$__rate_interval]))",
                                        "{{kind}} {{verdict}}"),
                                graph(
                                        "Rows by outcome",
                                        "A quiet world is unchanged.",
                                        Unit.PER_SECOND,
                                        "sum by (kind, outcome) (rate(companion_poller_rows_total{$on}[$__rate_interval]))",
                                        "{{kind}} {{outcome}}"),
                                graph(
                                        "Reads",
                                        "By vendor and result.",
                                        Unit.PER_SECOND,
                                        "sum by (api, result) (rate(companion_poller_calls_total{$on}[$__rate_interval]))",
                                        "{{api}} {{result}}"),
                                graph(
                                        "Deletions",
                                        "Rows confirmed to be gone.",
                                        Unit.PER_SECOND,
                                        "sum by (kind) (rate(companion_poller_deletions_total{$on}[$__rate_interval]))",
                                        "{{kind}}"),
                                graph(
                                        "Holds",
                                        "Deletions held back: raised, replaced and lifted.",
                                        Unit.COUNT,
                                        "sum by (kind, change) (companion_poller_holds_total{$on})",
                                        "{{kind}} {{change}}"))));
    }
}
