package dev.companion.watch.dashboards;

import static dev.companion.watch.dashboards.Panel.graph;
import static dev.companion.watch.dashboards.Panel.stat;

import java.util.List;

/** Whether it runs, and how well its parts do. */
final class HealthDashboards {

    private HealthDashboards() {}

    static Dashboard overview() {
        return new Dashboard(
                "companion-overview",
                "Overview",
                "Is it running, and what needs a person?",
                List.of(
                        Row.of(
                                "Is it running",
                                stat(
                                        "Instances that answer",
                                        "Fewer than are deployed: one is down.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(up{$on})"),
                                stat(
                                        "Services that started",
                                        "Of five: cluster and registry are as they must be.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "count(count by (service) (companion_contract_state{$on,state=\"agreed\"} == 1)) or vector(0)"),
                                stat(
                                        "Refused",
                                        "Instances that do not start because cluster or registry differ. Must be 0.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_contract_state{$on,state=\"refused\"})"),
                                stat(
                                        "Streams not running",
                                        "Instances that make no decisions now. Must be 0, except for a moment after a start.",
                                        Unit.COUNT,
                                        1,
                                        "sum(kafka_stream_client_state{$on} != bool 2)"),
                                stat(
                                        "Versions",
                                        "More than 1 only during an upgrade.",
                                        Unit.COUNT,
                                        2,
                                        "count(count by (version) (companion_build_info{$on}))"),
                                stat(
                                        "Alerts",
                                        "Alerts that fire now.",
                                        Unit.COUNT,
                                        1,
                                        "count(ALERTS{job=\"companion\",alertstate=\"firing\"}) or vector(0)")),
                        Row.of(
                                "What needs a person",
                                stat(
                                        "Open events",
                                        "Discrepancies that no one has resolved.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion_event_resolver_discrepancies{$on,state=\"open\"})"),
                                stat(
                                        "Links that need attention",
                                        "A person must decide in the console.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_provisioner_links{$on,phase=\"attention\"})"),
                                stat(
                                        "Held deletions",
                                        "Lists whose missing rows wait for a decision.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_deletion_holds{$on})"),
                                stat(
                                        "Creations in doubt",
                                        "It is not known whether a company was created.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_provisioner_in_doubt{$on})"),
                                stat(
                                        "Rejected credentials",
                                        "Accounts whose key is rejected or lacks a right.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_api_accounts{$on,state=~\"credentials_rejected|permission_missing\"})"),
                                stat(
                                        "Unopened secrets",
                                        "Stored credentials that the keyset does not open.",
                                        Unit.COUNT,
                                        1,
                                        "sum(companion_secrets_unopened{$on})")),
                        Row.collapsed(
                                "Objectives",
                                stat(
                                        "Console: budget left",
                                        "Of the failures allowed in 30 days (0.1 % of requests).",
                                        Unit.RATIO,
                                        Double.NaN,
                                        "1 - companion:console:error_ratio30d / 0.001"),
                                stat(
                                        "Freshness: budget left",
                                        "Of the time in 30 days in which a list may be old (0.5 %).",
                                        Unit.RATIO,
                                        Double.NaN,
                                        "1 - companion:freshness:error_ratio30d / 0.005"),
                                graph(
                                        "Burn rate of the console",
                                        "1 uses the budget up in 30 days.",
                                        Unit.COUNT,
                                        "companion:console:error_ratio5m / 0.001",
                                        "5 m",
                                        "companion:console:error_ratio1h / 0.001",
                                        "1 h",
                                        "companion:console:error_ratio6h / 0.001",
                                        "6 h",
                                        "companion:console:error_ratio3d / 0.001",
                                        "3 d"))));
    }

    static Dashboard pipeline() {
        return new Dashboard(
                "companion-pipeline",
                "Pipeline",
                "Do records flow, and where do they wait?",
                List.of(
                        Row.of(
                                "Now",
                                stat(
                                        "Waiting records",
                                        "Over all services. 0 at rest.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(companion:lag:records)"),
                                stat(
                                        "Dead letters, 1 h",
                                        "Records that were set aside.",
                                        Unit.COUNT,
                                        1,
                                        "sum(increase(kafka_stream_task_dropped_records_total{$on}[1h]))"),
                                stat(
                                        "Replaced threads, 1 h",
                                        "Stream threads that failed and were replaced.",
                                        Unit.COUNT,
                                        1,
                                        "sum(increase(kafka_stream_failed_stream_threads_total{$on}[1h]))"),
                                stat(
                                        "Rebalances, 1 h",
                                        "A start or stop of an instance is one or two.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(increase(kafka_consumer_coordinator_rebalance_total{$on}[1h]) / clamp_min(kafka_stream_alive_stream_threads{$on}, 1))"),
                                stat(
                                        "Still to restore",
                                        "Records; 0 except after a start.",
                                        Unit.COUNT,
                                        Double.NaN,
                                        "sum(kafka_stream_task_restore_remaining_records{$on})"),
                                stat(
                                        "Refused sign-ins to brokers",
                                        "Connections whose credentials were refused, 1 h.",
                                        Unit.COUNT,
                                        1,
                                        "sum(increase(kafka_consumer_failed_authentication_total{$on}[1h])) + sum(increase(kafka_producer_failed_authentication_total{$on}[1h]))")),
                        Row.of(
                                "Flow",
                                graph(
                                        "Waiting records",
                                        "By service. It rises while changes arrive faster than they are decided.",
                                        Unit.COUNT,
                                        "companion:lag:records",
                                        "{{service}}"),
                                graph(
                                        "Waiting records by topic",
                                        "Which input waits.",
                                        Unit.COUNT,
                                        "sum by (topic) (kafka_consumer_fetch_manager_records_lag{$on})",
                                        "{{topic}}"),
                                graph(
                                        "Records read",
                                        "By topic.",
                                        Unit.PER_SECOND,
                                        "sum by (topic) (rate(kafka_stream_topic_records_consumed_total{$on}[$__rate_interval]))",
                                        "{{topic}}"),
                                graph(
                                        "Records written",
                                        "By topic. An unchanged world writes nothing.",
                                        Unit.PER_SECOND,
                                        "sum by (topic) (rate(kafka_stream_topic_records_produced_total{$on}[$__rate_interval]))",
                                        "{{topic}}")),
                        Row.collapsed(
                                "Public topics",
                                graph(
                                        "Size",
                                        "On disk, of one replica. A state topic grows with the number of entities, and one of changes with 30 days of changes.",
                                        Unit.BYTES,
                                        "max by (topic) (companion_topics_bytes{$on})",
                                        "{{topic}}"),
                                graph(
                                        "Offsets a second",
                                        "What other programs have to read, transaction markers included.",
                                        Unit.PER_SECOND,
                                        "max by (topic) (deriv(companion_topics_offsets{$on}[5m]))",
                                        "{{topic}}"),
                                graph(
                                        "Slowest consumer group",
                                        "Offsets that it has not read. Its name is in GET /api/streams. Some offsets are transaction markers and stay.",
                                        Unit.COUNT,
                                        "max by (topic) (companion_topics_slowest_lag{$on})",
                                        "{{topic}}")),
                        Row.collapsed(
                                "Streams",
                                graph(
                                        "State",
                                        "2 is RUNNING, 1 REBALANCING, 6 ERROR.",
                                        Unit.COUNT,
                                        "max by (service, instance) (kafka_stream_client_state{$on})",
                                        "{{service}} {{instance}}"),
                                graph(
                                        "Longest commit of late",
                                        "The brokers are slow if this rises.",
                                        Unit.MILLIS,
                                        "max by (service) (kafka_stream_thread_commit_latency_max{$on})",
                                        "{{service}}"),
                                graph(
                                        "Time spent waiting for brokers",
                                        "Part of the time of a thread.",
                                        Unit.RATIO,
                                        "sum by (service) (rate(kafka_stream_thread_blocked_time_ns_total{$on}[$__rate_interval])) / 1e9",
                                        "{{service}}"),
                                graph(
                                        "Longest rebalance of late",
                                        "Work stops as long as this.",
                                        Unit.MILLIS,
                                        "max by (service) (kafka_consumer_coordinator_rebalance_latency_max{$on})",
                                        "{{service}}"))));
    }

    static Dashboard processes() {
        return new Dashboard(
                "companion-processes",
                "JVM and clients",
                "Do the processes have what they need?",
                List.of(
                        Row.of(
                                "Memory and processor",
                                graph(
                                        "Heap after a full collection",
                                        "Part of the largest heap; above 85 % it is too small.",
                                        Unit.RATIO,
                                        "jvm_gc_live_data_size_bytes{$on} / (jvm_gc_max_data_size_bytes{$on} > 0)",
                                        "{{instance}}"),
                                graph(
                                        "Memory in use",
                                        "Heap and the rest.",
                                        Unit.BYTES,
                                        "sum by (instance, area) (jvm_memory_used_bytes{$on})",
                                        "{{instance}} {{area}}"),
                                graph(
                                        "Processor",
                                        "Part of all processors of the machine.",
                                        Unit.RATIO,
                                        "process_cpu_usage{$on}",
                                        "{{instance}}"),
                                graph(
                                        "Threads",
                                        "Does not grow.",
                                        Unit.COUNT,
                                        "jvm_threads_live_threads{$on}",
                                        "{{instance}}"),
                                graph(
                                        "Time in garbage collection",
                                        "Part of the time.",
                                        Unit.RATIO,
                                        "sum by (instance) (rate(jvm_gc_pause_seconds_sum{$on}[$__rate_interval]))",
                                        "{{instance}}"),
                                graph(
                                        "Lines of the log",
                                        "By level. Each error has an alert or a dead letter.",
                                        Unit.PER_SECOND,
                                        "sum by (level) (rate(logback_events_total{$on,level=~\"warn|error\"}[$__rate_interval]))",
                                        "{{level}}")),
                        Row.collapsed(
                                "Kafka clients and scrapes",
                                graph(
                                        "Longest request of a producer",
                                        "To the brokers, of late.",
                                        Unit.MILLIS,
                                        "max by (service) (kafka_producer_request_latency_max{$on})",
                                        "{{service}}"),
                                graph(
                                        "Room in the buffers of producers",
                                        "Falls while brokers do not take records.",
                                        Unit.BYTES,
                                        "sum by (service) (kafka_producer_buffer_available_bytes{$on})",
                                        "{{service}}"),
                                graph(
                                        "Series in a scrape",
                                        "Does not grow, and is the same after a restart.",
                                        Unit.COUNT,
                                        "scrape_samples_scraped{$on}",
                                        "{{instance}}"),
                                graph(
                                        "Duration of a scrape",
                                        "Well below the interval between two scrapes.",
                                        Unit.SECONDS,
                                        "scrape_duration_seconds{$on}",
                                        "{{instance}}"))));
    }
}
