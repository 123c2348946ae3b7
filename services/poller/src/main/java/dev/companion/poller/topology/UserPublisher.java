package dev.companion.poller.topology;

import dev.companion.poller.domain.KnownRow;
import dev.companion.poller.domain.Observation;
import dev.companion.poller.domain.Observation.ChangedRow;
import dev.companion.poller.domain.Observation.EnteredScope;
import dev.companion.poller.domain.Observation.Gone;
import dev.companion.poller.domain.Observation.LeftScope;
import dev.companion.poller.domain.Observation.Marked;
import dev.companion.poller.domain.Observation.NewRow;
import dev.companion.poller.domain.Observation.UnchangedRow;
import dev.companion.poller.domain.Observation.Withheld;
import dev.companion.poller.domain.SweepDiff;
import dev.companion.poller.domain.User;
import dev.companion.rmm.RmmChange;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;

/** Publishes what was observed of a tenant's users: the state and the change that brought it about, together. */
record UserPublisher(String tenant, KnownStore<User> known, Out out) {

    void publish(Observation<User> observation, Instant now) {
        switch (observation) {
            case NewRow<User>(var row) -> put(row, UserRecords.created(tenant, row), now);
            case ChangedRow<User>(var before, var row) -> put(row, UserRecords.updated(tenant, before, row), now);
            case Gone<User>(var before, var row, var confirmations) -> {
                var key = TenantKey.of(tenant, row.id());
                out.bury(Topics.RMM_USERS, key, now);
                out.publish(Topics.RMM_CHANGES, key, UserRecords.deleted(tenant, before, row, confirmations), now);
            }
            case LeftScope<User> _, EnteredScope<User> _ ->
                throw new IllegalStateException("a user whose scope changes: there is but one");
            case Marked<User> _, UnchangedRow<User> _, Withheld<User> _ -> {
                // Nothing that readers would learn from.
            }
        }
    }

    /** Takes every e-mail address back that was published, at once and whether the vendor answers or not. */
    void takeEmailsBack(Instant now) {
        var named = new ArrayList<KnownRow<User>>();
        known.forEachPresent(row -> {
            if (row.value() != null && !row.value().equals(row.value().withoutEmails())) {
                named.add(row);
            }
        });
        for (var row : named) {
            var value = row.value();
            if (value != null) {
                var observation = SweepDiff.compare(row, value.withoutEmails(), now);
                observation.toStore().ifPresent(known::put);
                publish(observation, now);
            }
        }
    }

    private void put(KnownRow<User> row, RmmChange change, Instant now) {
        var key = TenantKey.of(tenant, row.id());
        out.publish(Topics.RMM_USERS, key, UserRecords.toRecord(tenant, row), now);
        out.publish(Topics.RMM_CHANGES, key, change, now);
    }
}
