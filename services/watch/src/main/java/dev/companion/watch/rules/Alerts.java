package dev.companion.watch.rules;

import dev.companion.watch.rules.Alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All alerts, with windows and waiting times divided by the scale. */
public final class Alerts {

    private static final List<String> SERVICES =
            List.of("poller", "mapper", "provisioner", "event-resolver", "console");

    private final Scale scale;
    private final List<Alert> all = new ArrayList<>();

    private Alerts(Scale scale) {
        this.scale = scale;
    }

    public static List<Alert> of(Scale scale) {
        var alerts = new Alerts(scale);
        alerts.services();
        alerts.decisions();
        alerts.vendors();
        alerts.people();
        alerts.processes();
        alerts.objectives();
        return List.copyOf(alerts.all);
    }

    private void services() {
        var down = new StringBuilder("up{job=\"companion\"} == 0");
        for (var service : SERVICES) {
            down.append("\nor absent(companion_contract_state{job=\"companion\",service=\"%s\",state=\"agreed\"})"
                    .formatted(service));
        }
        page(
                "CompanionDown",
                down.toString(),
                2,
                "No process of Companion answers: {{ or $labels.service $labels.instance }}",
                "Nothing is lost. What this service does waits; if other instances of it run, they take over within 15 s.",
                "Look why the process ended: events of the pod or container, the last lines of its log, memory. Start it again.");
        page(
                "ContractRefused",
                "companion_contract_state{job=\"companion\",state=\"refused\"} == 1",
                1,
                "{{ $labels.service }} does not start: the cluster or the registry differs from what this version needs",
                "This instance does no work until the difference is mended.",
                "Read `contract` in its health: it names the difference. Mend it; the service looks again every 30 s and needs no restart.");
        page(
                "StreamsNotRunning",
                "kafka_stream_client_state{job=\"companion\"} != 2",
                5,
                "{{ $labels.service }} makes no decisions: Kafka Streams is in state {{ $value }} (2 is RUNNING)",
                "Changes wait. Nothing is lost, and nothing is done twice.",
                "Ask whether the brokers answer, then read `streams` in its health.");
        ticket(
                "StreamThreadsFailing",
                counted("kafka_stream_failed_stream_threads_total", 10, 3),
                0,
                "{{ $labels.service }} replaced stream threads {{ printf \"%.0f\" $value }} times in ten minutes",
                "Each time, work of some seconds is done again; no call to a vendor is repeated.",
                "Read the errors in its log: the cause is usually the registry or a broker.");
        page(
                "StreamsWedged",
                "kafka_stream_client_state{job=\"companion\"} == 1\n"
                        + "unless on (job, namespace, instance, service) (abs(delta(kafka_stream_task_restore_remaining_records{job=\"companion\"}[%s])) > 0)"
                                .formatted(scale.minutes(2)),
                7, // with the window less than the ten minutes after which the process ends itself
                "{{ $labels.service }} has been rebalancing for seven minutes and restores nothing",
                "It looks alive and does nothing. Changes wait.",
                "Check its right to create changelogs, then restart it.");
    }

    private void decisions() {
        ticket(
                "LagGrowing",
                "%1$s > 1000 and deriv(%1$s[%2$s]) > 0"
                        .formatted(Recordings.recorded(Recordings.LAG), scale.minutes(10)),
                10,
                "{{ $labels.service }} is {{ printf \"%.0f\" $value }} records behind, and the number grows",
                "Changes take effect later than usual.",
                "Look whether the broker is slow or the service has too few threads. One partition alone is one large tenant.");
        ticket(
                "RebalanceStorm",
                // Each stream thread counts each rebalance.
                "increase(kafka_consumer_coordinator_rebalance_total{job=\"companion\"}[%s]) / clamp_min(kafka_stream_alive_stream_threads{job=\"companion\"}, 1) > 6"
                        .formatted(scale.minutes(10)),
                0,
                "{{ $labels.service }} rebalanced {{ printf \"%.0f\" $value }} times in ten minutes",
                "Work stops for a moment each time.",
                "Look for an instance that restarts again and again, for too little processor time, and for long garbage collections.");
        ticket(
                "DeadLetters",
                counted("kafka_stream_task_dropped_records_total", 5, 0),
                0,
                "{{ $labels.service }} set a record aside",
                "One record has no effect; everything after it goes on.",
                "Read the log line with its topic, partition and offset. The record is in the topic of dead letters.");
        page(
                "OutcomeUnknown",
                "companion_provisioner_in_doubt_age_seconds{job=\"companion\"} > %s"
                        .formatted(scale.seconds(Duration.ofMinutes(15))),
                0,
                "It has been unknown for {{ humanizeDuration $value }} whether a company was created",
                "The link waits. The creation is never repeated on a guess, so no second company appears.",
                "Look whether finds reach GravityZone. Then look there for the company, and decide in the console.");
        ticket(
                "LinksNeedAttention",
                "companion_provisioner_links{job=\"companion\",phase=\"attention\"} > 0",
                30,
                "{{ $value }} links wait for a person",
                "These sites have no installation link yet.",
                "Open the console and filter sites by the state Needs attention; each says what to decide.");
    }

    private void vendors() {
        page(
                "SweepStale",
                "max by (namespace, service, kind) (%s) > on (namespace) group_left () (%s)"
                        .formatted(Recordings.sweepAge(), Recordings.staleAfter()),
                5,
                "The list of {{ $labels.kind }} of at least one tenant was last seen {{ humanizeDuration $value }} ago",
                "What Companion shows of it may be old. Nothing is treated as deleted, and no link is changed because of it.",
                "Look at the state of the vendor and of the quota. The console shows which tenants.");
        ticket(
                "VendorFailing",
                "companion_api_accounts{job=\"companion\",state=\"failing\"} > 0",
                10,
                "{{ $labels.api }} does not answer the {{ $labels.caller }} for {{ $value }} tenants",
                "Their sites and companies are not updated, and links under way wait.",
                "Look at the vendor's status page. Calls are tried again by the service; do nothing twice.");
        ticket(
                "CredentialsRejected",
                rejected(),
                5,
                "{{ $labels.api }} rejects the credentials of {{ $value }} tenants, or their key lacks a right",
                "Nothing is done for these tenants at this vendor until an administrator saves another key.",
                "Ask the tenant's administrator for a new key; the event in the console says which right is missing.");
        ticket(
                "AddressBlocked",
                "companion_vendor_pauses{job=\"companion\"} > 0",
                1,
                "A vendor blocks the address from which {{ $labels.service }} calls",
                "All tenants of this vendor wait until the block ends.",
                "Stop other tools that call from the same address. The block ends after some minutes; no restart helps.");
        ticket(
                "QuotaNearlyFull",
                "companion_quota_used_ratio{job=\"companion\"} > 0.85",
                15,
                "An account of {{ $labels.api }} has used {{ humanizePercentage $value }} of its quota",
                "Sweeps of this tenant slow down next.",
                "Find the other tools that use the same account. Lengthen the polling interval if there are none.");
        ticket(
                "VendorClockOff",
                "abs(companion_vendor_clock_difference_seconds{job=\"companion\"}) > 30",
                5,
                "The clock of {{ $labels.service }} differs from that of {{ $labels.api }} by {{ humanizeDuration $value }}",
                "Proofs that a company does not exist compare both clocks, so creations may wait.",
                "Synchronise the clock of the machine.");
    }

    /**
     * Accounts whose secrets cannot be opened are in that state too, but no vendor has rejected them. What was found of
     * late counts: after a restart, a poller tries to open secrets only when it needs them. Each poller opens those of
     * its own tenants, and each provisioner all.
     */
    private String rejected() {
        var accounts =
                "sum by (namespace, caller, api) (companion_api_accounts{job=\"companion\",state=~\"credentials_rejected|permission_missing\"})";
        var unopened =
                "%1$s by (namespace, service, api) (max_over_time(companion_secrets_unopened{job=\"companion\",service%2$s\"poller\"}[%3$s]))";
        var window = scale.minutes(15);
        return "%1$s > 0\nunless on (namespace, caller, api) %1$s <= on (namespace, caller, api)\nlabel_replace(%2$s or %3$s, \"caller\", \"$1\", \"service\", \"(.+)\")"
                .formatted(accounts, unopened.formatted("sum", "=", window), unopened.formatted("max", "!=", window));
    }

    private void people() {
        ticket(
                "MassDeletionHeld",
                "companion_deletion_holds{job=\"companion\"} > 0",
                0,
                "Many rows of {{ $labels.kind }} vanished at once, in {{ $value }} lists",
                "None of them is treated as deleted until a person has decided.",
                "Ask the tenant whether the deletion was meant. The console shows the rows; approve exactly that set, or reject it.");
        ticket(
                "SecretsUnopened",
                "companion_secrets_unopened{job=\"companion\"} > 0",
                5,
                "{{ $labels.service }} cannot open the stored credentials of {{ $value }} tenants for {{ $labels.api }}",
                "Nothing is done for these tenants.",
                "Give the service the private keyset with which they were sealed, or ask for the credentials again.");
        // A restart takes less than the hour and is no end of a rotation that was begun.
        ticket(
                "OldSealingKey",
                "count by (namespace) (max by (namespace, key_id) (max_over_time(companion_secrets_sealed{job=\"companion\"}[%s])) > 0) > 1"
                        .formatted(scale.minutes(60)),
                30 * 24 * 60,
                "Stored credentials are sealed with {{ $value }} keys, and have been for 30 days",
                "Everything works. A former key that was replaced still opens credentials.",
                "End the rotation: reseal what is left, then remove the former key.");
        ticket(
                "ViewStale",
                "companion_view_age_seconds{job=\"companion\"} > %s".formatted(scale.seconds(Duration.ofMinutes(1))),
                2,
                "The console shows facts that are {{ humanizeDuration $value }} old",
                "Pages show an old state and say so; requests of administrators may fail.",
                "Read `readers` and `broker` in the console's health.");
        page(
                "AuthenticationFailing",
                counted("kafka_consumer_failed_authentication_total", 5, 0)
                        + "\nor "
                        + counted("kafka_producer_failed_authentication_total", 5, 0),
                0,
                "The brokers refuse the credentials of {{ $labels.service }}",
                "It works until its connections end, then it stops.",
                "Compare its credentials with the user in the cluster, and restart it after a rotation.");
    }

    private void processes() {
        ticket(
                "ErrorsLogged",
                "increase(logback_events_total{job=\"companion\",level=\"error\"}[%s]) > 5"
                        .formatted(scale.minutes(10)),
                0,
                "{{ or $labels.service $labels.instance }} logged {{ printf \"%.0f\" $value }} errors in ten minutes",
                "Something fails that has no alert of its own.",
                "Read the lines at level ERROR.");
        ticket(
                "MemoryTight",
                "jvm_gc_live_data_size_bytes{job=\"companion\"} / (jvm_gc_max_data_size_bytes{job=\"companion\"} > 0) > 0.85",
                15,
                "{{ or $labels.service $labels.instance }} uses {{ humanizePercentage $value }} of its heap after a full collection",
                "It becomes slow, and then it ends for lack of memory.",
                "Raise its memory, or add a replica: the known rows are divided among replicas.");
        ticket(
                "SeriesBudget",
                "scrape_samples_scraped{job=\"companion\"} > 1500",
                15,
                "{{ $labels.instance }} publishes {{ $value }} series",
                "Prometheus needs more memory than planned.",
                "Look which metric has a label without bound.");
        ticket(
                "VersionsDiffer",
                "count by (namespace) (count by (namespace, version) (companion_build_info{job=\"companion\"})) > 1",
                60,
                "Services of {{ $value }} versions run side by side",
                "This is meant for the minutes of an upgrade and is tested for one release before and after.",
                "End the upgrade: roll out the services that are behind.");
    }

    private void objectives() {
        burn("ConsoleErrorsFast", Severity.PAGE, 2, "1h", "5m", 14.4);
        burn("ConsoleErrorsSlow", Severity.TICKET, 60, "3d", "6h", 1);
    }

    /** What was counted before the first scrape is no increase, so it is told as long as the series is new. */
    private String counted(String counter, int minutes, int more) {
        return "increase(%1$s{job=\"companion\"}[%2$s]) > %3$d\nor (%1$s{job=\"companion\"} > %3$d unless %1$s{job=\"companion\"} offset %2$s)"
                .formatted(counter, scale.minutes(minutes), more);
    }

    /** Speaks only if there were enough requests for a ratio to say something. */
    private void burn(String name, Severity severity, int minutes, String window, String control, double rate) {
        add(
                severity,
                name,
                "%1$s > %3$s and %2$s > %3$s and on (namespace) %4$s > 20"
                        .formatted(
                                Recordings.recorded(Recordings.CONSOLE + window),
                                Recordings.recorded(Recordings.CONSOLE + control),
                                rate(rate),
                                Recordings.requestsIn(scale, Recordings.window(window))),
                minutes,
                "{{ humanizePercentage $value }} of the console's requests failed in the last %s".formatted(window),
                "Administrators see errors; the objective is 99.9 % of requests in 30 days.",
                "Read the console's errors in the log, then look for another alert that names the cause.");
    }

    private static String rate(double times) {
        return new java.math.BigDecimal(times)
                .multiply(new java.math.BigDecimal("0.001"))
                .round(new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void page(String name, String expression, int minutes, String summary, String effect, String action) {
        add(Severity.PAGE, name, expression, minutes, summary, effect, action);
    }

    private void ticket(String name, String expression, int minutes, String summary, String effect, String action) {
        add(Severity.TICKET, name, expression, minutes, summary, effect, action);
    }

    private void add(
            Severity severity,
            String name,
            String expression,
            int minutes,
            String summary,
            String effect,
            String action) {
        var holds = scale.of(Duration.ofMinutes(minutes));
        all.add(new Alert(name, expression, holds, severity, summary, effect, action));
    }
}
