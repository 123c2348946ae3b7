package dev.companion.resolver.topology;

import dev.companion.gravityzone.Company;
import dev.companion.schemas.TenantKey;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What is observed of companies: so far, which names are in use where they can be seen. */
final class CompanyIntake extends ContextualProcessor<String, Company, String, Object> {

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private ResolverStores stores;

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        stores = ResolverStores.of(context);
    }

    @Override
    public void process(Record<String, Company> record) {
        var name = record.value() == null ? null : new Name(record.value().getName());
        stores.of(TenantKey.tenantOf(record.key())).keepCompany(TenantKey.entityOf(record.key()), name);
    }
}
