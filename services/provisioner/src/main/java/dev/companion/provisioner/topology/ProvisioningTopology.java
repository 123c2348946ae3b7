package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.Pacing;
import dev.companion.provisioner.domain.Rules;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topics;
import java.time.InstantSource;

/** What the provisioner reads and writes: one processor, which sees everything about its tenants. */
public final class ProvisioningTopology implements ServiceTopology {

    private final InstantSource clock;
    private final Rules rules;
    private final Pacing pacing;
    private final ProvisioningMeters meters;

    public ProvisioningTopology(InstantSource clock, Rules rules, Pacing pacing, ProvisioningMeters meters) {
        this.clock = clock;
        this.rules = rules;
        this.pacing = pacing;
        this.meters = meters;
    }

    @Override
    public void define(TopicTopology topology) {
        var desk = topology.processor(
                "provision",
                new ProvisioningProcessors(clock, rules, pacing, meters),
                topology.source(Topics.TENANTS),
                topology.source(Topics.LINKS),
                topology.source(Topics.GRAVITYZONE_COMPANIES),
                topology.source(Topics.GRAVITYZONE_PACKAGES),
                topology.source(Topics.PROVISIONING_OUTCOMES),
                topology.source(Topics.API_HEALTH));
        topology.sink(Topics.PROVISIONING_INTENTS, desk);
        topology.sink(Topics.LINK_STATUSES, desk);
        topology.sink(Topics.PROVISIONING_CHANGES, desk);
        topology.sink(Topics.API_HEALTH, desk);
    }
}
