package dev.companion.mapper.topology;

import dev.companion.gravityzone.Company;
import dev.companion.schemas.TenantKey;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Remembers which companies there are. */
final class CompanyIntake extends ContextualProcessor<String, Company, String, Object> {

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private MapperStores stores;

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        stores = MapperStores.of(context);
    }

    @Override
    public void process(Record<String, Company> record) {
        stores.of(TenantKey.tenantOf(record.key()))
                .keepCompany(TenantKey.entityOf(record.key()), CompanyRecords.toDomain(record.value()))
                .ifPresent(touched -> context().forward(record.withValue((Object) touched)));
    }
}
