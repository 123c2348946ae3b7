package dev.companion.operations.admin;

import dev.companion.operations.connection.Connection;
import dev.companion.operations.domain.Plan;
import dev.companion.operations.domain.TopicPlan;
import dev.companion.runtime.contract.TopicContract;
import dev.companion.schemas.TopicCatalogue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** All topics of the catalogue. */
public final class Topics implements Applicable {

    private final Connection connection;
    private final TopicContract contract;
    private final Admin admin;

    public Topics(Connection connection, Admin admin) {
        this.connection = connection;
        var properties = connection.properties();
        this.contract = new TopicContract(TopicCatalogue.load(), properties.service(), properties.topics());
        this.admin = admin;
    }

    @Override
    public Plan plan() throws ExecutionException, InterruptedException {
        var comparison = contract.compare(admin);
        return TopicPlan.of(
                comparison.missing().stream()
                        .map(row -> new TopicPlan.Missing(
                                row.name(), contract.partitions(row), contract.replication(row), row.config()))
                        .toList(),
                comparison.differences().stream()
                        .map(difference -> new TopicPlan.Setting(
                                difference.row().name(),
                                difference.setting().equals(TopicContract.PARTITIONS)
                                        ? TopicPlan.PARTITIONS
                                        : difference.setting(),
                                difference.found(),
                                difference.expected()))
                        .toList(),
                connection.tools());
    }

    @Override
    public void apply() throws ExecutionException, InterruptedException {
        contract.create(admin);
    }
}
