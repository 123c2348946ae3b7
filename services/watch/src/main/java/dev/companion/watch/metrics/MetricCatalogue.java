package dev.companion.watch.metrics;

import dev.companion.watch.metrics.Metric.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every metric of Companion, of its Kafka clients, and those of the libraries that rules and dashboards use. */
public final class MetricCatalogue {

    private static final String STREAMS = "poller, mapper, provisioner, event-resolver";
    private static final String CALLERS = "poller, provisioner";
    private static final String ALL = "all";

    public static final List<Metric> ALL_METRICS = all();

    private MetricCatalogue() {}

    /** @param name as in an expression, with the ending of a part */
    public static Optional<Metric> find(String name) {
        return ALL_METRICS.stream()
                .filter(metric -> metric.names().contains(name))
                .findFirst();
    }

    private static List<Metric> all() {
        var all = new ArrayList<Metric>();
        service(all);
        observation(all);
        publicTopics(all);
        decisions(all);
        kafkaStreams(all);
        kafkaClients(all);
        libraries(all);
        return List.copyOf(all);
    }

    private static void service(List<Metric> to) {
        gauge(to, "companion_build_info", "", "version", ALL, "always 1; which version runs");
        gauge(
                to,
                "companion_contract_state",
                "",
                "state",
                ALL,
                "1 for the state that holds: `waiting` for brokers or registry, `refused` because a person must mend something, `agreed`");
        gauge(
                to,
                "companion_secrets_unopened",
                "",
                "api",
                CALLERS,
                "tenants with stored credentials that the keyset of this instance does not open");
        gauge(
                to,
                "companion_secrets_sealed",
                "",
                "key_id",
                "provisioner",
                "stored credentials of all tenants by the key that seals them; `none` without a key, `others` beyond sixteen keys; absent before the first");
        timer(
                to,
                Kind.HISTOGRAM,
                "companion_vendor_call_seconds",
                "api, result",
                CALLERS,
                "requests to a vendor, from sending to the last byte; result is `answered`, `refused` (4xx), `throttled` (429) or `failed` (5xx or no whole answer)");
        gauge(
                to,
                "companion_vendor_clock_difference_seconds",
                "s",
                "api",
                CALLERS,
                "how far the vendor's clock is ahead of ours; not a number before the first answer, and when the last is an hour old");
        gauge(
                to,
                "companion_vendor_pauses",
                "",
                "",
                CALLERS,
                "hosts that are not called now because they block our address");
        counter(
                to,
                "companion_http_refusals_total",
                "door, reason",
                ALL,
                "requests that were refused before any work; absent before the first");
    }

    private static void observation(List<Metric> to) {
        gauge(
                to,
                "companion_sweep_age_seconds",
                "s",
                "kind",
                "poller",
                "time since the list of sites or companies was last seen to its end, for the tenant for which that is longest ago");
        gauge(to, "companion_sweep_interval_seconds", "s", "", "poller", "shortest time between two sweeps of a list");
        counter(to, "companion_poller_calls_total", "api, result", "poller", "reads, `answered` or `failed`");
        counter(to, "companion_poller_shown_total", "kind", "poller", "rows that a vendor showed");
        counter(
                to,
                "companion_poller_rows_total",
                "kind, outcome",
                "poller",
                "what came of these rows: `unchanged`, `published` or `withheld`");
        counter(to, "companion_poller_deletions_total", "kind", "poller", "rows confirmed to be gone");
        counter(
                to,
                "companion_poller_holds_total",
                "kind, change",
                "poller",
                "deletions held back: `raised`, `replaced` or `lifted`");
        counter(
                to,
                "companion_poller_sweeps_total",
                "kind, verdict",
                "poller",
                "sweeps that ended: `complete`, `held`, `partial` or `suspicious`");
        gauge(
                to,
                "companion_api_accounts",
                "",
                "caller, api, state",
                "console",
                "accounts by state, as the service `caller` finds them");
        gauge(
                to,
                "companion_quota_used_ratio",
                "",
                "caller, api",
                "console",
                "part of its quota that the fullest account has used; not a number if no vendor said it");
        gauge(to, "companion_deletion_holds", "", "kind", "console", "lists whose missing rows wait for a person");
        gauge(
                to,
                "companion_view_age_seconds",
                "s",
                "",
                "console",
                "time since the console's view was last known to follow its topics");
    }

    private static void publicTopics(List<Metric> to) {
        gauge(
                to,
                "companion_topics_bytes",
                "bytes",
                "topic",
                "console",
                "size of a public topic on disk, of one replica; not a number if the brokers do not tell it");
        gauge(
                to,
                "companion_topics_offsets",
                "",
                "topic",
                "console",
                "offsets that a public topic has given, those of transaction markers included");
        gauge(
                to,
                "companion_topics_slowest_lag",
                "",
                "topic",
                "console",
                "offsets that the slowest known consumer group has not read; not a number if no group is known");
    }

    private static void decisions(List<Metric> to) {
        counter(to, "companion_mapper_requests_total", "type, state", "mapper", "requests that were decided");
        counter(to, "companion_mapper_suggestions_total", "state", "mapper", "suggestions published, by state");
        counter(to, "companion_mapper_claims_total", "verdict", "mapper", "claims of root companies that were decided");
        gauge(to, "companion_provisioner_links", "", "phase", "provisioner", "links by phase; their sum is all links");
        gauge(to, "companion_provisioner_in_flight", "", "", "provisioner", "calls without an outcome");
        gauge(
                to,
                "companion_provisioner_in_doubt",
                "",
                "",
                "provisioner",
                "links with a creation whose outcome is unknown");
        gauge(to, "companion_provisioner_in_doubt_age_seconds", "s", "", "provisioner", "age of the oldest of these");
        counter(
                to,
                "companion_provisioner_calls_total",
                "api, step, verdict",
                "provisioner",
                "calls of intents: `applied`, `not_applied` or `unknown`");
        gauge(
                to,
                "companion_event_resolver_discrepancies",
                "",
                "type, state",
                "event-resolver",
                "discrepancies that are open, resolving or snoozed");
        counter(to, "companion_console_sign_ins_total", "", "console", "sign-ins; absent before the first");
        counter(
                to,
                "companion_console_installation_links_shown_total",
                "",
                "console",
                "installation links shown to people; absent before the first");
    }

    private static void kafkaStreams(List<Metric> to) {
        gauge(
                to,
                "kafka_stream_client_state",
                "",
                "",
                STREAMS,
                "2 is RUNNING, 1 REBALANCING, 6 ERROR; absent before the contract is agreed");
        gauge(to, "kafka_stream_alive_stream_threads", "", "", STREAMS, "stream threads that run");
        counter(to, "kafka_stream_failed_stream_threads_total", "", STREAMS, "stream threads that were replaced");
        for (var step : List.of("commit", "process", "poll")) {
            gauge(
                    to,
                    "kafka_stream_thread_%s_latency_max".formatted(step),
                    "ms",
                    "",
                    STREAMS,
                    "longest time of one %s of late".formatted(step));
        }
        for (var part : List.of("process", "poll", "punctuate")) {
            gauge(
                    to,
                    "kafka_stream_thread_%s_ratio".formatted(part),
                    "",
                    "",
                    STREAMS,
                    "part of its time that the busiest thread spends there: %s".formatted(part));
        }
        counter(
                to,
                "kafka_stream_thread_blocked_time_ns_total",
                "",
                STREAMS,
                "nanoseconds that threads have waited for brokers");
        counter(
                to,
                "kafka_stream_task_dropped_records_total",
                "",
                STREAMS,
                "records set aside: each is in the topic of dead letters");
        gauge(to, "kafka_stream_task_active_buffer_count", "", "", STREAMS, "records read and not yet decided");
        gauge(to, "kafka_stream_task_restore_remaining_records", "", "", STREAMS, "records still to restore");
        counter(to, "kafka_stream_topic_records_consumed_total", "topic", STREAMS, "records read");
        counter(to, "kafka_stream_topic_records_produced_total", "topic", STREAMS, "records written");
    }

    private static void kafkaClients(List<Metric> to) {
        gauge(
                to,
                "kafka_consumer_fetch_manager_records_lag",
                "",
                "topic, partition (only with `companion.metrics.per-partition`)",
                STREAMS,
                "records that wait in the topic");
        counter(to, "kafka_consumer_coordinator_rebalance_total", "", STREAMS, "rebalances");
        counter(to, "kafka_consumer_coordinator_failed_rebalance_total", "", STREAMS, "rebalances that failed");
        gauge(to, "kafka_consumer_coordinator_rebalance_latency_max", "ms", "", STREAMS, "longest rebalance of late");
        gauge(
                to,
                "kafka_consumer_coordinator_last_heartbeat_seconds_ago",
                "s",
                "",
                STREAMS,
                "time since the group was last told that the service is there");
        gauge(to, "kafka_consumer_coordinator_assigned_partitions", "", "", STREAMS, "partitions of this instance");
        gauge(to, "kafka_consumer_connection_count", "", "", STREAMS, "connections to brokers");
        counter(
                to,
                "kafka_consumer_failed_authentication_total",
                "",
                STREAMS,
                "connections whose credentials were refused");
        gauge(to, "kafka_consumer_last_poll_seconds_ago", "s", "", STREAMS, "time since the last poll");
        gauge(to, "kafka_consumer_time_between_poll_max", "ms", "", STREAMS, "longest time between two polls of late");
        for (var what : List.of("send", "error", "retry")) {
            counter(
                    to,
                    "kafka_producer_record_%s_total".formatted(what),
                    "",
                    STREAMS,
                    "records that producers wrote, could not write, or wrote again: %s".formatted(what));
        }
        for (var end : List.of("commit", "abort")) {
            counter(
                    to,
                    "kafka_producer_txn_%s_time_ns_total".formatted(end),
                    "",
                    STREAMS,
                    "nanoseconds spent in the %s of transactions".formatted(end));
        }
        counter(
                to,
                "kafka_producer_failed_authentication_total",
                "",
                STREAMS,
                "connections whose credentials were refused");
        gauge(to, "kafka_producer_request_latency_max", "ms", "", STREAMS, "longest request to a broker of late");
        gauge(to, "kafka_producer_produce_throttle_time_avg", "ms", "", STREAMS, "pause that brokers demanded");
        gauge(to, "kafka_producer_buffer_available_bytes", "bytes", "", STREAMS, "room in the buffers of producers");
    }

    private static void libraries(List<Metric> to) {
        timer(
                to,
                Kind.TIMER,
                "http_server_requests_seconds",
                "uri, method, outcome",
                ALL,
                "requests to a service; outcome is `SUCCESS`, `CLIENT_ERROR`, `SERVER_ERROR` …");
        gauge(to, "jvm_memory_used_bytes", "bytes", "area, id", ALL, "memory of the JVM in use");
        gauge(to, "jvm_memory_max_bytes", "bytes", "area, id", ALL, "its limit; -1 for none");
        gauge(
                to,
                "jvm_gc_live_data_size_bytes",
                "bytes",
                "",
                ALL,
                "heap that was in use after the last whole collection");
        gauge(to, "jvm_gc_max_data_size_bytes", "bytes", "", ALL, "largest size of the old generation");
        timer(
                to,
                Kind.TIMER,
                "jvm_gc_pause_seconds",
                "action, cause, gc",
                ALL,
                "pauses for garbage collection; absent before the first");
        gauge(to, "jvm_threads_live_threads", "", "", ALL, "threads of the JVM");
        gauge(to, "process_cpu_usage", "", "", ALL, "part of all processors that the process uses");
        gauge(to, "process_uptime_seconds", "s", "", ALL, "time since the start");
        counter(to, "logback_events_total", "level", ALL, "lines of the log");
        gauge(to, "up", "", "", "Prometheus", "1 if the scrape was answered");
        gauge(to, "scrape_samples_scraped", "", "", "Prometheus", "series in the scrape");
        gauge(to, "scrape_duration_seconds", "s", "", "Prometheus", "duration of the scrape");
    }

    private static void gauge(
            List<Metric> to, String name, String unit, String labels, String services, String meaning) {
        to.add(new Metric(name, Kind.GAUGE, unit, labels(labels), services, meaning));
    }

    private static void counter(List<Metric> to, String name, String labels, String services, String meaning) {
        to.add(new Metric(name, Kind.COUNTER, "", labels(labels), services, meaning));
    }

    private static void timer(List<Metric> to, Kind kind, String name, String labels, String services, String meaning) {
        to.add(new Metric(name, kind, "s", labels(labels), services, meaning));
    }

    private static List<String> labels(String labels) {
        return labels.isEmpty() ? List.of() : List.of(labels.split(", "));
    }
}
