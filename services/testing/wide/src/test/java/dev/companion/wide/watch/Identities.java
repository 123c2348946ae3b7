package dev.companion.wide.watch;

import static org.awaitility.Awaitility.await;

import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must add up, at rest: one count is always compared with another one that comes from elsewhere. Meters count since
 * their process has started, so those that are compared with a topic hold until the first kill.
 */
final class Identities {

    /** Written by Kafka Streams alone, so that all their records are counted. */
    private static final List<Topic<?>> COUNTED = List.of(
            Topics.RMM_SITES,
            Topics.RMM_USERS,
            Topics.RMM_CHANGES,
            Topics.GRAVITYZONE_COMPANIES,
            Topics.GRAVITYZONE_PACKAGES,
            Topics.TENANTS,
            Topics.SECRETS,
            Topics.LINKS,
            Topics.LINK_STATUSES,
            Topics.SUGGESTIONS,
            Topics.PROVISIONING_INTENTS,
            Topics.PROVISIONING_CHANGES,
            Topics.DISCREPANCIES,
            Topics.DISCREPANCY_CHANGES,
            Topics.REQUEST_RESULTS,
            Topics.DELETION_HOLDS);

    private static final Duration REST_WITHIN = Duration.ofMinutes(1);
    private static final List<String> VENDORS = List.of("datto", "gravityzone");
    private static final String ROWS = "kind=~\"sites|users\"";

    /** @param holds whether both counts are the same */
    record Identity(String what, double one, double other) {

        boolean holds() {
            return one == other;
        }
    }

    private final WatchedStack stack;
    private final Map<String, Double> unmeasured = new TreeMap<>();
    private final List<Identity> all = new ArrayList<>();

    private Identities(WatchedStack stack) {
        this.stack = stack;
    }

    /** The console has made its calls, which it does not measure: those of sign-ins and of keys that were saved. */
    static Identities begin(WatchedStack stack) {
        var identities = new Identities(stack);
        identities.atRest(() -> VENDORS.forEach(
                api -> identities.unmeasured.put(api, identities.counted(api) - identities.measured(api))));
        return identities;
    }

    /** All work is paused meanwhile. */
    List<Identity> sinceTheStart() {
        return atRest(() -> {
            meters();
            topics();
            calls();
        });
    }

    /** Those that hold although processes were killed: what a process has counted since its start, and what it knows. */
    List<Identity> afterKills() {
        return atRest(this::meters);
    }

    private List<Identity> atRest(Runnable compare) {
        all.clear();
        pause(true);
        try {
            await("no more calls, and nothing under way")
                    .atMost(REST_WITHIN)
                    .until(() -> sum("increase(companion_vendor_call_seconds_count[5s])") == 0
                            && sum("increase(kafka_stream_topic_records_produced_total[5s])") == 0);
            compare.run();
        } finally {
            pause(false);
        }
        return List.copyOf(all);
    }

    private void pause(boolean paused) {
        stack.users().forEach(user -> user.put("/api/settings/pause", Map.of("paused", paused)));
    }

    private double sum(String expression) {
        return stack.tower().query("sum(%s) or vector(0)".formatted(expression)).getFirst();
    }

    private void same(String what, double one, double other) {
        all.add(new Identity(what, one, other));
    }

    private static String produced(Topic<?> topic) {
        return "kafka_stream_topic_records_produced_total{topic=\"%s\"}".formatted(topic.name());
    }

    private void meters() {
        for (var kind : List.of("sites", "users", "companies")) {
            same(
                    kind + " shown = unchanged + published + withheld",
                    sum("companion_poller_shown_total{kind=\"%s\"}".formatted(kind)),
                    sum("companion_poller_rows_total{kind=\"%s\"}".formatted(kind)));
        }
        same(
                "sites and users published + deletions = produced to rmm.changes",
                sum("companion_poller_rows_total{outcome=\"published\",%s}".formatted(ROWS))
                        + sum("companion_poller_deletions_total{%s}".formatted(ROWS)),
                sum(produced(Topics.RMM_CHANGES)));
        same(
                "holds raised - lifted = holds standing",
                sum("companion_poller_holds_total{change=\"raised\"}")
                        - sum("companion_poller_holds_total{change=\"lifted\"}"),
                sum("companion_deletion_holds"));
        same(
                "suggestions published = produced to suggestions",
                sum("companion_mapper_suggestions_total{state!=\"linked\"}"),
                sum(produced(Topics.SUGGESTIONS)));
        var live = new TreeMap<Boolean, Integer>();
        stack.stack()
                .topics()
                .state(Topics.DISCREPANCIES)
                .values()
                .forEach(each -> live.merge(each.getState() == DiscrepancyState.CLOSED, 1, Integer::sum));
        same(
                "discrepancies over all instances = live keys that are not closed",
                sum("companion_event_resolver_discrepancies"),
                live.getOrDefault(false, 0));
        same(
                "links over all phases = live keys in links",
                sum("companion_provisioner_links"),
                stack.stack().topics().state(Topics.LINKS).size());
    }

    private void topics() {
        var records = new TreeMap<String, Integer>();
        var others = new int[1];
        stack.stack()
                .topics()
                .each(
                        record -> {
                            records.merge(record.topic(), 1, Integer::sum);
                            if (record.value() instanceof Request request
                                    && request.getType() == RequestType.RESOLVE_DISCREPANCY) {
                                others[0]++;
                            }
                        },
                        java.util.stream.Stream.concat(COUNTED.stream(), java.util.stream.Stream.of(Topics.REQUESTS))
                                .toArray(Topic[]::new));
        for (var topic : COUNTED) {
            same(
                    "records in %s = produced by its writers".formatted(topic.name()),
                    records.getOrDefault(topic.name(), 0),
                    sum(produced(topic)));
        }
        same(
                "requests accepted + refused + repeated = requests read, less the event-resolver's",
                sum("companion_mapper_requests_total"),
                records.getOrDefault(Topics.REQUESTS.name(), 0) - others[0]);
        same(
                "provisioner's calls = intents - in flight",
                sum("companion_provisioner_calls_total"),
                sum(produced(Topics.PROVISIONING_INTENTS)) - sum("companion_provisioner_in_flight"));
    }

    private void calls() {
        VENDORS.forEach(api -> same(
                "calls to %s at the gate = in the vendor's own count".formatted(api),
                measured(api),
                counted(api) - unmeasured.getOrDefault(api, 0.0)));
    }

    private double measured(String api) {
        return sum("companion_vendor_call_seconds_count{api=~\"%s.*\"}".formatted(api));
    }

    private double counted(String api) {
        return stack.vendors().calls().entrySet().stream()
                .filter(each -> each.getKey().startsWith(api))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
