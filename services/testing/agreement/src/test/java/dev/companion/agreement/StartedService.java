package dev.companion.agreement;

import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.TopicTopology;
import dev.companion.runtime.sealing.SealingKeys;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service as it is wired in production, without its broker. */
final class StartedService {

    private StartedService() {}

    /** @param directory for the keysets */
    static ConfigurableApplicationContext start(Class<?> application, Path directory) {
        var keyset = directory.resolve("private.json");
        SealingKeys.ensure(keyset, directory.resolve("public.json"));
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(
                        "companion.kafka.bootstrap-servers=127.0.0.1:1",
                        "companion.registry.url=http://127.0.0.1:1",
                        "companion.secrets.private-keyset=" + keyset,
                        "logging.level.root=ERROR")
                .run();
    }

    static TopologyDescription topology(ConfigurableApplicationContext context) {
        var topology = new TopicTopology(new Topology(), TopicSerdes.binary());
        context.getBean(ServiceTopology.class).define(topology);
        return topology.topology().describe();
    }
}
