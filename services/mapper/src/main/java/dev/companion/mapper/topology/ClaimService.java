package dev.companion.mapper.topology;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.gravityzone.ClaimRequest;
import dev.companion.mapper.domain.claim.ClaimController;
import dev.companion.mapper.domain.claim.ClaimEmission;
import dev.companion.mapper.domain.claim.ClaimEmission.HolderChanged;
import dev.companion.mapper.domain.claim.ClaimEmission.Judged;
import dev.companion.mapper.domain.claim.ClaimInput;
import dev.companion.runtime.DecisionService;
import dev.companion.runtime.InboundRecord;
import dev.companion.runtime.OutboundRecords;
import dev.companion.runtime.StateStores;
import dev.companion.runtime.TaskContext;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Connects the controller of claims with its topics and stores. Its keys begin with a company's id where those of other topics
 * begin with a tenant, so all statements about one company are in one partition.
 */
final class ClaimService implements DecisionService<ClaimInput, ClaimEmission> {

    private final MeterRegistry meters;
    private final Set<String> abandonedTenants;

    ClaimService(MeterRegistry meters, Set<String> abandonedTenants) {
        this.meters = meters;
        this.abandonedTenants = abandonedTenants;
    }

    @Override
    public String name() {
        return "decide whose root company it is";
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return ClaimController.STORES.stream()
                .<StoreBuilder<?>>map(StateStores::json)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Controller<ClaimInput, ClaimEmission> controller(Ledger ledger, TaskContext<ClaimInput> task) {
        return new ClaimController(ledger, abandonedTenants);
    }

    @Override
    public Optional<ClaimInput> toInput(InboundRecord record) {
        return record.value() instanceof ClaimRequest request
                ? ClaimRecords.toInput(TenantKey.tenantOf(record.key()), TenantKey.entityOf(record.key()), request)
                : Optional.empty();
    }

    @Override
    public void write(ClaimEmission emission, OutboundRecords out, TaskContext<ClaimInput> task) {
        switch (emission) {
            case HolderChanged(var rootId, var holder) -> {
                if (holder == null) {
                    out.tombstone(
                            Topics.GRAVITYZONE_ROOT_CLAIMS,
                            TenantKey.of(rootId),
                            ClaimRecords.released(rootId, out.now()));
                } else {
                    out.put(
                            Topics.GRAVITYZONE_ROOT_CLAIMS,
                            TenantKey.of(rootId),
                            ClaimRecords.toRecord(rootId, holder, out.now()));
                }
            }
            case Judged it -> {
                out.put(
                        Topics.GRAVITYZONE_CLAIM_ANSWERS,
                        TenantKey.of(it.tenantId(), it.rootId()),
                        ClaimRecords.toRecord(it, out.now()));
                var verdict = it.verdict().name().toLowerCase(Locale.ROOT);
                out.afterCommit(() -> meters.counter("companion.mapper.claims", "verdict", verdict)
                        .increment());
            }
        }
    }
}
