package dev.companion.operations.admin;

import dev.companion.operations.connection.Connection;
import dev.companion.operations.domain.Outcome;
import dev.companion.operations.domain.Plan;
import dev.companion.operations.domain.SchemaPlan;
import dev.companion.runtime.contract.SchemaContract;
import dev.companion.schemas.TopicCatalogue;
import java.time.Duration;

/** The value schemas of all topics. */
public final class Schemas implements Applicable {

    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String registry;
    private final SchemaContract contract;

    public Schemas(Connection connection) {
        this.registry = connection.properties().registry().url();
        this.contract = new SchemaContract(TopicCatalogue.load(), connection.properties());
    }

    @Override
    public Plan plan() {
        return SchemaPlan.of(
                contract.compare().stream()
                        .map(subject -> new SchemaPlan.Subject(
                                subject.topic().subject(),
                                subject.topic().schema().getFullName(),
                                subject.registered(),
                                subject.refusals(),
                                subject.level(),
                                subject.expectedLevel()))
                        .toList(),
                registry);
    }

    /** Another program may write to the registry at the same moment, and the registry then refuses one of both. */
    @Override
    public void apply() throws InterruptedException {
        if (plan().outcome() == Outcome.REFUSED) {
            return;
        }
        for (var tries = 1; ; tries++) {
            try {
                contract.settle();
                return;
            } catch (SchemaContract.NotReachable e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }
}
