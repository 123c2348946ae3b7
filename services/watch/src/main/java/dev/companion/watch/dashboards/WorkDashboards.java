package dev.companion.watch.dashboards;

import static dev.companion.watch.dashboards.Panel.graph;
import static dev.companion.watch.dashboards.Panel.stack;
import static dev.companion.watch.dashboards.Panel.stat;

import java.util.List;

/** What is done for the tenants. */
final class WorkDashboards {

    private WorkDashboards() {}

    static Dashboard provisioning() {
        return new Dashboard(
                "companion-provisioning",
                "Provisioning",
                "Do links become ready, and is the outcome of each call known?",
                List.of(
                        Row.of(
                                "Now",
                                stat(
                                        "Ready",
                                        "Links that were read back at the vendor.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion_provisioner_links{$on,phase=\"ready\"})"),
                                stat(
                                        "Working",
                                        "Links on their way.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion_provisioner_links{$on,phase=\"working\"})"),
                                stat(
                                        "Needs attention",
                                        "A person must decide.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_provisioner_links{$on,phase=\"attention\"})"),
                                stat(
                                        "Calls in flight",
                                        "Without an outcome.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion_provisioner_in_flight{$on})"),
                                stat(
                                        "In doubt",
                                        "Creations whose outcome is unknown.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_provisioner_in_doubt{$on})"),
                                stat(
                                        "Oldest doubt",
                                        "Finds settle it within some minutes.",
                                        Unit.SECONDS,
                                        900,
                                        "max(companion_provisioner_in_doubt_age_seconds{$on})")),
                        Row.of(
                                "Work",
                                stack(
                                        "Links by phase",
                                        "The sum is the number of links.",
                                        Unit.COUNT,
                                        "sum by (phase) (companion_provisioner_links{$on})",
                                        "{{phase}}"),
                                graph(
                                        "Calls by step and verdict",
                                        "Unknown: only a find settles it.",
                                        Unit.PER_SECOND,
                                        "sum by (step, verdict) (rate(companion_provisioner_calls_total{$on}[$__rate_interval]))",
                                        "{{step}} {{verdict}}"),
                                graph(
                                        "Requests decided",
                                        "By type, accepted or refused.",
                                        Unit.PER_SECOND,
                                        "sum by (type, state) (rate(companion_mapper_requests_total{$on}[$__rate_interval]))",
                                        "{{type}} {{state}}"),
                                graph(
                                        "Suggestions published",
                                        "By state.",
                                        Unit.COUNT,
                                        "sum by (state) (companion_mapper_suggestions_total{$on})",
                                        "{{state}}"),
                                graph(
                                        "Credentials by sealing key",
                                        "One key has them all, unless a rotation is under way.",
                                        Unit.COUNT,
                                        "max by (key_id) (companion_secrets_sealed{$on})",
                                        "{{key_id}}"))));
    }

    static Dashboard discrepancies() {
        return new Dashboard(
                "companion-discrepancies",
                "Discrepancies",
                "Where do desired and observed state differ?",
                List.of(Row.of(
                        "Discrepancies",
                        stat(
                                "Open",
                                "Events that wait for a person or a policy.",
                                Unit.COUNT,
                                Double.NaN,
                                "sum(companion_event_resolver_discrepancies{$on,state=\"open\"})"),
                        stat(
                                "Resolving",
                                "An action is under way.",
                                Unit.COUNT,
                                Double.NaN,
                                "sum(companion_event_resolver_discrepancies{$on,state=\"resolving\"})"),
                        stat(
                                "Snoozed",
                                "Hidden by a person, with a reason.",
                                Unit.COUNT,
                                Double.NaN,
                                "sum(companion_event_resolver_discrepancies{$on,state=\"snoozed\"})"),
                        stack(
                                "Open by type",
                                "Many of one type usually have one cause.",
                                Unit.COUNT,
                                "sum by (type) (companion_event_resolver_discrepancies{$on,state=\"open\"})",
                                "{{type}}"),
                        stack(
                                "Resolving and snoozed by type",
                                "What is being done.",
                                Unit.COUNT,
                                "sum by (type, state) (companion_event_resolver_discrepancies{$on,state!=\"open\"})",
                                "{{type}} {{state}}"),
                        graph(
                                "Discrepancies and changes written",
                                "Records to the two topics.",
                                Unit.PER_SECOND,
                                "sum by (topic) (rate(kafka_stream_topic_records_produced_total{$on,topic=~\".*companion.discrepanc.*\"}[$__rate_interval]))",
                                "{{topic}}"))));
    }

    static Dashboard console() {
        return new Dashboard(
                "companion-console",
                "Console",
                "Do administrators get fast and fresh answers?",
                List.of(
                        Row.of(
                                "Now",
                                stat(
                                        "Requests",
                                        "Per second.",
                                        Unit.PER_SECOND,
                                        Double.NaN,
                                        "sum(rate(http_server_requests_seconds_count{$on,uri=~\"/api/.*\"}[$__rate_interval]))"),
                                stat(
                                        "Failed",
                                        "Part of the requests in an hour; the objective is below 0.1 %.",
                                        Unit.RATIO,
                                        0.001,
                                        "max(companion:console:error_ratio1h)"),
                                stat(
                                        "Age of the view",
                                        "Time since it was last known to follow its topics.",
                                        Unit.SECONDS,
                                        60,
                                        "max(companion_view_age_seconds{$on})"),
                                stat(
                                        "Refused at the door",
                                        "Since the start: requests from elsewhere, too large, or too many.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion_http_refusals_total{$on}) or vector(0)"),
                                stat(
                                        "Sign-ins",
                                        "Since the start.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion_console_sign_ins_total{$on}) or vector(0)")),
                        Row.of(
                                "Requests",
                                graph(
                                        "Requests by address",
                                        "Per second.",
                                        Unit.PER_SECOND,
                                        "sum by (uri) (rate(http_server_requests_seconds_count{$on,uri=~\"/api/.*\"}[$__rate_interval]))",
                                        "{{uri}}"),
                                graph(
                                        "Requests by outcome",
                                        "A server error is ours.",
                                        Unit.PER_SECOND,
                                        "sum by (outcome) (rate(http_server_requests_seconds_count{$on,uri=~\"/api/.*\"}[$__rate_interval]))",
                                        "{{outcome}}"),
                                graph(
                                        "Mean duration by address",
                                        "Below one second.",
                                        Unit.SECONDS,
                                        "sum by (uri) (rate(http_server_requests_seconds_sum{$on,uri=~\"/api/.*\"}[$__rate_interval])) / (sum by (uri) (rate(http_server_requests_seconds_count{$on,uri=~\"/api/.*\"}[$__rate_interval])) > 0)",
                                        "{{uri}}"),
                                graph(
                                        "Age of the view",
                                        "Rises while the broker does not answer.",
                                        Unit.SECONDS,
                                        "companion_view_age_seconds{$on}",
                                        "{{instance}}"))));
    }
}
