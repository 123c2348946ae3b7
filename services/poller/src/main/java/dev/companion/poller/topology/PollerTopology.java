package dev.companion.poller.topology;

import dev.companion.pacing.HostPauses;
import dev.companion.poller.http.CredentialOpener;
import dev.companion.poller.http.VendorClients;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** Names and connects. All of a tenant meets in one task, so its sweeps and its guard are decided in one place. */
public final class PollerTopology implements ServiceTopology {

    private final PollSettings settings;
    private final VendorClients clients;
    private final CredentialOpener opener;
    private final PollerMeters meters;
    private final Executor executor;
    private final DoubleSupplier jitter;
    private final CallSlots slots;
    private final HostPauses hostPauses = new HostPauses();

    /**
     * @param executor runs requests, which block
     * @param jitter -1 to 1, so that tenants spread out
     */
    public PollerTopology(
            PollSettings settings,
            VendorClients clients,
            CredentialOpener opener,
            MeterRegistry meters,
            Executor executor,
            DoubleSupplier jitter) {
        this.settings = settings;
        this.clients = clients;
        this.opener = opener;
        this.meters = new PollerMeters(meters);
        this.executor = executor;
        this.jitter = jitter;
        this.slots = new CallSlots(settings.concurrentCalls());
    }

    @Override
    public void define(TopicTopology topology) {
        ProcessorSupplier<String, Tenant, String, Object> tenants =
                () -> new SettingsIntake<Tenant, TenantSettings>(PollerStores.TENANTS, TenantRecords::toDomain);
        ProcessorSupplier<String, SealedSecret, String, Object> secrets = () ->
                new SettingsIntake<SealedSecret, TenantSettings.Sealed>(PollerStores.SECRETS, TenantRecords::toDomain);
        ProcessorSupplier<String, Object, String, Object> polls = () -> new PollProcessor(this::polls);

        var takeTenants = topology.processor("take tenants", tenants, topology.source(Topics.TENANTS));
        var takeSecrets = topology.processor("take secrets", secrets, topology.source(Topics.SECRETS));
        var poll = topology.processor("poll", polls, takeTenants, takeSecrets);
        for (var store : PollerStores.builders()) {
            topology.store(store, takeTenants, takeSecrets, poll);
        }
        topology.sink(Topics.RMM_SITES, poll);
        topology.sink(Topics.RMM_USERS, poll);
        topology.sink(Topics.RMM_CHANGES, poll);
        topology.sink(Topics.GRAVITYZONE_COMPANIES, poll);
        topology.sink(Topics.GRAVITYZONE_PACKAGES, poll);
        topology.sink(Topics.API_HEALTH, poll);
        topology.sink(Topics.DELETION_HOLDS, poll);
    }

    private Polls polls(ProcessorContext<String, Object> context) {
        return new Polls(
                wake -> new PollSurroundings(
                        settings,
                        PollerStores.of(context),
                        new Out(context),
                        meters,
                        new Calls(executor, slots),
                        wake,
                        hostPauses,
                        jitter),
                stores -> new VendorKeys(clients, opener, stores.secrets()));
    }
}
