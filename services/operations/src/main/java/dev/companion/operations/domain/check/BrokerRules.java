package dev.companion.operations.domain.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings of the brokers without which a service waits, is refused or reads again. */
public final class BrokerRules {

    private static final String CHECK = "broker settings";

    private record Rule(Finding.Level level, String name, boolean atMost, long bound, String because) {

        boolean holds(long value) {
            return atMost ? value <= bound : value >= bound;
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    Finding.Level.WARNING,
                    "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                    true,
                    1_000,
                    "the partitions of a killed service wait that long for another instance"),
            new Rule(
                    Finding.Level.WARNING,
                    "offsets.retention.minutes",
                    false,
                    43_200,
                    "a service that was stopped for longer reads its topics from the start"));

    private static final Rule IN_SYNC = new Rule(
            Finding.Level.WARNING,
            "min.insync.replicas",
            false,
            2,
            "with one, a record that was acknowledged is lost with one broker");

    private BrokerRules() {}

    /**
     * @param broker its id
     * @param settings by Kafka's names
     * @param brokers how many there are
     * @param session silence after which an instance counts as gone, as the services ask for it
     */
    public static List<Finding> of(String broker, Map<String, String> settings, int brokers, Duration session) {
        var findings = new ArrayList<Finding>();
        RULES.forEach(rule -> check(rule, broker, settings, findings));
        check(session(session.toMillis()), broker, settings, findings);
        if (brokers > 2) { // fewer cannot keep two copies and lose a broker
            check(IN_SYNC, broker, settings, findings);
        }
        if ("true".equals(settings.get("auto.create.topics.enable"))) {
            findings.add(Finding.warning(
                    CHECK,
                    "broker " + broker,
                    "auto.create.topics.enable=true",
                    "false: a mistyped name must not create a topic without compaction",
                    "set auto.create.topics.enable=false in the broker's configuration and restart it"));
        }
        return findings;
    }

    private static Rule session(long millis) {
        return new Rule(
                Finding.Level.FAULT,
                "group.min.session.timeout.ms",
                true,
                millis,
                "the services ask for %d and are refused".formatted(millis));
    }

    private static void check(Rule rule, String broker, Map<String, String> settings, List<Finding> findings) {
        var value = settings.get(rule.name());
        if (value == null || !value.matches("-?[0-9]{1,18}")) {
            findings.add(Finding.notMade(
                    CHECK,
                    "broker %s does not say its %s".formatted(broker, rule.name()),
                    "ask with credentials that may DescribeConfigs on the cluster"));
        } else if (!rule.holds(Long.parseLong(value))) {
            findings.add(new Finding(
                    rule.level(),
                    CHECK,
                    "broker " + broker,
                    rule.name() + "=" + value,
                    "%s %d: %s".formatted(rule.atMost() ? "at most" : "at least", rule.bound(), rule.because()),
                    "set %s=%d in the broker's configuration and restart it".formatted(rule.name(), rule.bound())));
        }
    }
}
