package dev.companion.console.web.system;

import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.ServiceInstances;
import dev.companion.console.view.ViewMeters;
import dev.companion.console.web.system.SystemItem.AccountItem;
import dev.companion.console.web.system.SystemItem.ChecksItem;
import dev.companion.console.web.system.SystemItem.ConsoleItem;
import dev.companion.console.web.system.SystemItem.RestartItem;
import dev.companion.console.web.system.SystemItem.ServiceItem;
import dev.companion.runtime.metrics.BuildInfo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the installation is, and the tenant's accounts. Nothing of another tenant, and no name of a machine. */
@RestController
@RequestMapping("/api/system")
@Tag(name = "System")
class SystemController {

    /** In the order in which work passes through them. */
    private static final List<String> SERVICES =
            List.of("poller", "mapper", "provisioner", "event-resolver", "console");

    private static final int RESTARTS_MAX = 100;

    private final ConsoleView view;
    private final ServiceInstances instances;
    private final ViewMeters meters;
    private final InstantSource clock;

    SystemController(ConsoleView view, ServiceInstances instances, ViewMeters meters, InstantSource clock) {
        this.view = view;
        this.instances = instances;
        this.meters = meters;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            operationId = "getSystem",
            summary = "Returns how the installation is",
            description =
                    "Versions, readiness and lag of each service as its instances say it every two minutes, their restarts of"
                            + " seven days, the tenant's accounts of both vendors with the quota that is used, and when lists and"
                            + " links were last checked. Each value has its age; an instance that has said nothing for five"
                            + " minutes is LOST. The age of the last backup and the state of all topics are not here, because no"
                            + " service knows them: companion doctor and companion backup do.")
    SystemItem system(@AuthenticationPrincipal ConsoleSession session) {
        var now = clock.instant();
        var all = instances.all(now);
        var health = view.of(session.tenant()).health();
        return new SystemItem(
                now,
                new ConsoleItem(BuildInfo.version(), now.minus(meters.age())),
                SERVICES.stream()
                        .map(service -> ServiceItem.of(service, all, now))
                        .toList(),
                all.stream()
                        .limit(RESTARTS_MAX)
                        .map(instance -> RestartItem.of(instance, now))
                        .toList(),
                health.stream().map(AccountItem::of).toList(),
                ChecksItem.of(health));
    }
}
