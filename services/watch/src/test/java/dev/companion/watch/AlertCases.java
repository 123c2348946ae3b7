package dev.companion.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** For each alert, series with which it must fire, and series that look alike and with which it must not. */
final class AlertCases {

    /** Series and their values, as promtool writes them. */
    record Input(String series, String values) {

        Input with(String part, String other) {
            return new Input(series.replace(part, other), values);
        }
    }

    /** @param bad from the first moment on */
    record Case(String alert, List<Input> bad, List<Input> good) {}

    /** More than an hour and a half of samples. */
    private static final String ALWAYS = "x200";

    static final Map<String, Case> ALL = all();

    /** Counters that are scraped ten minutes late and have counted already. */
    static final Map<String, Input> BEFORE_THE_FIRST_SCRAPE = Map.of(
            "DeadLetters", late("kafka_stream_task_dropped_records_total{job='companion',service='mapper'}", 1),
            "StreamThreadsFailing",
                    late("kafka_stream_failed_stream_threads_total{job='companion',service='mapper'}", 4),
            "AuthenticationFailing",
                    late("kafka_consumer_failed_authentication_total{job='companion',service='mapper'}", 1));

    private AlertCases() {}

    private static Map<String, Case> all() {
        var all = new ArrayList<Case>();
        all.add(new Case(
                "CompanionDown", services("mapper", "provisioner", "event-resolver", "console"), everyService()));
        all.add(gauge(
                "ContractRefused", "companion_contract_state{job='companion',service='mapper',state='refused'}", 1, 0));
        all.add(gauge("StreamsNotRunning", "kafka_stream_client_state{job='companion',service='mapper'}", 3, 2));
        all.add(counter(
                "StreamThreadsFailing",
                "kafka_stream_failed_stream_threads_total{job='companion',service='mapper'}",
                "0.5",
                "0.05"));
        all.add(new Case(
                "StreamsWedged",
                List.of(
                        steady("kafka_stream_client_state{job='companion',service='mapper'}", 1),
                        steady("kafka_stream_task_restore_remaining_records{job='companion',service='mapper'}", 500)),
                List.of(
                        steady("kafka_stream_client_state{job='companion',service='mapper'}", 1),
                        new Input(
                                "kafka_stream_task_restore_remaining_records{job='companion',service='mapper'}",
                                "900000-10" + ALWAYS))));
        all.add(new Case(
                "LagGrowing",
                List.of(new Input(
                        "kafka_consumer_fetch_manager_records_lag{job='companion',service='mapper',topic='t'}",
                        "2000+10" + ALWAYS)),
                List.of(new Input(
                        "kafka_consumer_fetch_manager_records_lag{job='companion',service='mapper',topic='t'}",
                        "200000-10" + ALWAYS))));
        all.add(new Case("RebalanceStorm", rebalances(1), rebalances(6)));
        all.add(counter(
                "DeadLetters",
                "kafka_stream_task_dropped_records_total{job='companion',service='mapper'}",
                "0.1",
                "0"));
        all.add(gauge(
                "OutcomeUnknown",
                "companion_provisioner_in_doubt_age_seconds{job='companion',service='provisioner'}",
                901,
                900));
        all.add(gauge("LinksNeedAttention", "companion_provisioner_links{job='companion',phase='attention'}", 2, 0));
        all.add(new Case("SweepStale", sweeps(1_900), sweeps(1_700)));
        all.add(account("VendorFailing", "failing", "throttled"));
        all.add(new Case("CredentialsRejected", rejected(4, 3), rejected(3, 3)));
        all.add(gauge("AddressBlocked", "companion_vendor_pauses{job='companion',service='poller'}", 1, 0));
        all.add(gauge("QuotaNearlyFull", "companion_quota_used_ratio{job='companion',api='datto_rmm'}", 0.86, 0.85));
        all.add(gauge(
                "VendorClockOff",
                "companion_vendor_clock_difference_seconds{job='companion',service='poller',api='datto_rmm'}",
                -40,
                20));
        all.add(gauge("MassDeletionHeld", "companion_deletion_holds{job='companion',kind='sites'}", 1, 0));
        all.add(gauge(
                "SecretsUnopened",
                "companion_secrets_unopened{job='companion',service='poller',api='gravityzone'}",
                3,
                0));
        all.add(new Case("OldSealingKey", sealed(3), sealed(0)));
        all.add(gauge("ViewStale", "companion_view_age_seconds{job='companion',service='console'}", 90, 3));
        all.add(counter(
                "AuthenticationFailing",
                "kafka_producer_failed_authentication_total{job='companion',service='mapper'}",
                "0.5",
                "0"));
        all.add(counter("ErrorsLogged", "logback_events_total{job='companion',level='error'}", "1", "0.1"));
        all.add(new Case("MemoryTight", heap(900), heap(700)));
        all.add(gauge("SeriesBudget", "scrape_samples_scraped{job='companion',instance='a'}", 2_000, 900));
        all.add(new Case(
                "VersionsDiffer",
                List.of(
                        steady("companion_build_info{job='companion',service='poller',version='1'}", 1),
                        steady("companion_build_info{job='companion',service='mapper',version='2'}", 1)),
                List.of(
                        steady("companion_build_info{job='companion',service='poller',version='1'}", 1),
                        steady("companion_build_info{job='companion',service='mapper',version='1'}", 1))));
        all.add(new Case("ConsoleErrorsFast", requests("10", "0.5"), requests("10", "0.001")));
        all.add(new Case("ConsoleErrorsSlow", requests("10", "0.02"), requests("10", "0.001")));
        var byName = new TreeMap<String, Case>();
        all.forEach(each -> byName.put(each.alert(), each));
        return byName;
    }

    static List<Input> everyService() {
        return services("poller", "mapper", "provisioner", "event-resolver", "console");
    }

    private static List<Input> services(String... names) {
        var all = new ArrayList<Input>();
        for (var name : names) {
            all.add(steady("up{job='companion',instance='%s:9080'}".formatted(name), 1));
            all.add(steady("companion_contract_state{job='companion',service='%s',state='agreed'}".formatted(name), 1));
        }
        return all;
    }

    private static List<Input> sweeps(int age) {
        return List.of(
                steady("companion_sweep_interval_seconds{job='companion',service='poller'}", 60),
                steady("companion_sweep_age_seconds{job='companion',service='poller',kind='sites'}", age),
                steady("companion_sweep_age_seconds{job='companion',service='poller',kind='companies'}", 10));
    }

    /** Each thread counts each rebalance, so with six threads there were fewer than two. */
    private static List<Input> rebalances(int threads) {
        return List.of(
                growing("kafka_consumer_coordinator_rebalance_total{job='companion',service='mapper'}", "0.5"),
                steady("kafka_stream_alive_stream_threads{job='companion',service='mapper'}", threads));
    }

    private static List<Input> heap(int used) {
        return List.of(
                steady("jvm_gc_live_data_size_bytes{job='companion',instance='a'}", used),
                steady("jvm_gc_max_data_size_bytes{job='companion',instance='a'}", 1_000));
    }

    private static List<Input> sealed(int formerly) {
        return List.of(
                steady("companion_secrets_sealed{job='companion',service='provisioner',key_id='1'}", formerly),
                steady("companion_secrets_sealed{job='companion',service='provisioner',key_id='2'}", 5));
    }

    private static List<Input> requests(String good, String failed) {
        return List.of(
                growing("http_server_requests_seconds_count{job='companion',uri='/api/sites',outcome='SUCCESS'}", good),
                growing(
                        "http_server_requests_seconds_count{job='companion',uri='/api/sites',outcome='SERVER_ERROR'}",
                        failed));
    }

    /** An account whose secrets cannot be opened is in this state as well, and no vendor has rejected it. */
    private static List<Input> rejected(int accounts, int unopened) {
        return List.of(
                steady(
                        "companion_api_accounts{job='companion',caller='poller',api='gravityzone',state='permission_missing'}",
                        1),
                steady(
                        "companion_api_accounts{job='companion',caller='poller',api='gravityzone',state='credentials_rejected'}",
                        accounts - 1),
                steady(
                        "companion_secrets_unopened{job='companion',service='poller',instance='a',api='gravityzone'}",
                        unopened - 1),
                steady(
                        "companion_secrets_unopened{job='companion',service='poller',instance='b',api='gravityzone'}",
                        1),
                steady(
                        "companion_secrets_unopened{job='companion',service='provisioner',instance='a',api='gravityzone'}",
                        9));
    }

    private static Case account(String alert, String bad, String good) {
        var series = "companion_api_accounts{job='companion',caller='poller',api='datto_rmm',state='%s'}";
        return new Case(alert, List.of(steady(series.formatted(bad), 1)), List.of(steady(series.formatted(good), 1)));
    }

    private static Case gauge(String alert, String series, double bad, double good) {
        return new Case(alert, List.of(steady(series, bad)), List.of(steady(series, good)));
    }

    private static Case counter(String alert, String series, String bad, String good) {
        return new Case(alert, List.of(growing(series, bad)), List.of(growing(series, good)));
    }

    private static Input late(String series, int value) {
        return new Input(series, "_x20 %d+0x180".formatted(value));
    }

    private static Input steady(String series, double value) {
        return new Input(series, value + "+0" + ALWAYS);
    }

    private static Input growing(String series, String each) {
        return new Input(series, "0+" + each + ALWAYS);
    }
}
