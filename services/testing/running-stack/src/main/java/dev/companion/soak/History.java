package dev.companion.soak;

import dev.companion.links.Link;
import dev.companion.links.LinkStatus;
import dev.companion.links.Wanted;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.provisioning.Step;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.stack.TopicRows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The contents of the topics about all links, from the first record to the last. */
final class History {

    private static final Set<ProvisioningChangeType> CAME_BY_A_COMPANY =
            Set.of(ProvisioningChangeType.COMPANY_CREATED, ProvisioningChangeType.COMPANY_ADOPTED);

    final Map<String, Link> links = new HashMap<>();
    final Map<String, LinkStatus> statuses = new HashMap<>();
    /** The last unlinking of each site that is not linked now, and the company that it used until then. */
    final Map<String, Link> unlinked = new HashMap<>();

    final Map<String, String> lastCompany = new HashMap<>();
    final Set<String> namesWished = new HashSet<>();
    final Set<String> companiesMade = new HashSet<>();
    /** Planned calls, by tenant, without those that were reported as too late. */
    private final Map<String, Map<Step, Integer>> mayHaveBeenMade = new HashMap<>();

    final List<String> callsPlannedTwice = new ArrayList<>();
    final List<String> callsAnsweredTwice = new ArrayList<>();

    private final Set<String> planned = new HashSet<>();
    private final Set<String> answered = new HashSet<>();

    static History of(TopicRows topics) {
        var history = new History();
        topics.each(history::take, Topics.LINK_STATUSES);
        topics.each(history::take, Topics.LINKS);
        topics.each(history::take, Topics.PROVISIONING_CHANGES);
        topics.each(history::take, Topics.PROVISIONING_INTENTS);
        topics.each(history::take, Topics.PROVISIONING_OUTCOMES);
        return history;
    }

    static String key(String tenantId, String siteUid) {
        return TenantKey.of(tenantId, siteUid);
    }

    private void take(ConsumerRecord<String, SpecificRecord> row) {
        switch (row.value()) {
            case Link link -> wanted(row.key(), link);
            case LinkStatus status -> {
                statuses.put(row.key(), status);
                status.getCompanyId().ifPresent(company -> lastCompany.put(row.key(), company));
            }
            case ProvisioningChange change -> {
                if (CAME_BY_A_COMPANY.contains(change.getType())) {
                    change.getCompanyId().ifPresent(companiesMade::add);
                }
            }
            case Intent intent -> {
                count(intent.getTenantId(), intent.getStep(), 1);
                if (!planned.add(intent.getCallId())) {
                    callsPlannedTwice.add(intent.getStep() + " " + intent.getCallId());
                }
            }
            case Outcome outcome -> {
                if (!answered.add(outcome.getCallId())) {
                    callsAnsweredTwice.add(outcome.getStep() + " " + outcome.getCallId());
                } else if (outcome.getReason() == OutcomeReason.TOO_LATE) {
                    count(outcome.getTenantId(), outcome.getStep(), -1);
                }
            }
            case null -> (row.topic().equals(Topics.LINKS.name()) ? links : statuses).remove(row.key());
            default -> throw new IllegalStateException(row.topic());
        }
    }

    private void wanted(String key, Link link) {
        links.put(key, link);
        link.getCompanyName().map(Waves::fold).ifPresent(namesWished::add);
        if (link.getWanted() == Wanted.ABSENT) {
            unlinked.put(key, link);
        } else {
            unlinked.remove(key);
        }
    }

    private void count(String tenantId, Step step, int more) {
        mayHaveBeenMade
                .computeIfAbsent(tenantId, _ -> new EnumMap<>(Step.class))
                .merge(step, more, Integer::sum);
    }

    /** How many calls of these steps may have been made for a tenant, at most. */
    int callsMax(String tenantId, Step... steps) {
        var counts = mayHaveBeenMade.getOrDefault(tenantId, Map.of());
        return List.of(steps).stream()
                .mapToInt(step -> counts.getOrDefault(step, 0))
                .sum();
    }

    /** Of all tenants, for people. */
    Map<Step, Integer> callsMax() {
        var all = new EnumMap<Step, Integer>(Step.class);
        mayHaveBeenMade
                .values()
                .forEach(counts -> counts.forEach((step, count) -> all.merge(step, count, Integer::sum)));
        return all;
    }
}
