package dev.companion.poller.topology;

import dev.companion.poller.domain.polling.PollSettings;
import dev.companion.poller.http.CredentialOpener;
import dev.companion.poller.http.VendorClients;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/** Connects the poller with its topics. One task decides everything about a tenant, so also its sweeps and its guard. */
public final class PollerTopology implements ServiceTopology {

    private final PollerService service;

    /**
     * @param concurrentCalls requests under way at once, over all tenants of this process
     * @param executor runs requests, which block
     * @param jitter -1 to 1, so tenants spread out
     */
    public PollerTopology(
            PollSettings settings,
            int concurrentCalls,
            VendorClients clients,
            CredentialOpener opener,
            MeterRegistry meters,
            InstantSource clock,
            Executor executor,
            DoubleSupplier jitter) {
        var reads = new VendorReads(clients, opener, executor, concurrentCalls);
        this.service =
                new PollerService(settings, reads, new PollerMeters(meters, reads, settings.base(), clock), jitter);
    }

    @Override
    public void define(TopicTopology topology) {
        topology.decide(
                service,
                List.of(Topics.TENANTS, Topics.SECRETS),
                List.of(
                        Topics.RMM_SITES,
                        Topics.RMM_SITE_VARIABLES,
                        Topics.RMM_USERS,
                        Topics.RMM_CHANGES,
                        Topics.GRAVITYZONE_COMPANIES,
                        Topics.GRAVITYZONE_PACKAGES,
                        Topics.API_HEALTH,
                        Topics.DELETION_HOLDS,
                        Topics.TENANT_ERASURES));
    }
}
