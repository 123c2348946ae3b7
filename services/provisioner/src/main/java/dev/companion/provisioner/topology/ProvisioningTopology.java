package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import java.util.List;

/** Names the topics that the provisioner reads and writes. One processor sees everything about its tenants. */
public final class ProvisioningTopology implements ServiceTopology {

    private final ProvisioningService service;

    public ProvisioningTopology(Rules rules, Pacing pacing, ProvisioningMeters meters) {
        this.service = new ProvisioningService(rules, pacing, meters);
    }

    @Override
    public void define(TopicTopology topology) {
        topology.decide(
                service,
                List.of(
                        Topics.TENANTS,
                        Topics.LINKS,
                        Topics.GRAVITYZONE_COMPANIES,
                        Topics.GRAVITYZONE_PACKAGES,
                        Topics.PROVISIONING_OUTCOMES,
                        Topics.API_HEALTH),
                List.of(
                        Topics.PROVISIONING_INTENTS,
                        Topics.LINK_STATUSES,
                        Topics.INSTALLATION_LINKS,
                        Topics.PROVISIONING_CHANGES,
                        Topics.API_HEALTH,
                        Topics.TENANT_ERASURES));
    }
}
