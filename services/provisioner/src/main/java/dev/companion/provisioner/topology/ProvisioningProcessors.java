package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.Pacing;
import dev.companion.provisioner.domain.Rules;
import java.time.InstantSource;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes a processor, with a desk of its own, for each task. */
record ProvisioningProcessors(InstantSource clock, Rules rules, Pacing pacing, ProvisioningMeters meters)
        implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {

    @Override
    public Processor<String, SpecificRecord, String, SpecificRecord> get() {
        return new ProvisioningProcessor(clock, rules, pacing, meters);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(StoreLedger.worksBuilder(), StoreLedger.tenantsBuilder());
    }
}
