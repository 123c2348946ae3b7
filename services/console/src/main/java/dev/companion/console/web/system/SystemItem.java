package dev.companion.console.web.system;

import dev.companion.console.domain.installation.Instance;
import dev.companion.console.domain.installation.ServiceState;
import dev.companion.console.domain.tenant.ApiHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the console knows of the installation, and of the accounts and checks of this tenant. What it does not know is null
 * or absent: how old a backup is, and whether all topics are as they should be, is known to no service.
 *
 * @param at when this was put together; ages count from here
 * @param console the console that answers
 * @param services each service of the installation
 * @param restarts each begin of work in the last seven days, the newest first, at most 100
 * @param accounts the tenant's accounts of the vendors, as each service that calls them finds them
 * @param checks when the tenant's lists and links were last looked at
 */
record SystemItem(
        Instant at,
        ConsoleItem console,
        List<ServiceItem> services,
        List<RestartItem> restarts,
        List<AccountItem> accounts,
        ChecksItem checks) {

    /**
     * The console that answers.
     *
     * @param version its version
     * @param viewAsOf up to when its view is known to be complete; what happened later may be missing
     */
    record ConsoleItem(String version, Instant viewAsOf) {}

    /**
     * A service of the installation.
     *
     * @param service its name
     * @param state what is known of it from its instances
     * @param instances those that run; if none does, the one that was heard of last
     */
    record ServiceItem(String service, ServiceState state, List<InstanceItem> instances) {

        static ServiceItem of(String service, List<Instance> all, Instant now) {
            var own = all.stream()
                    .filter(instance -> instance.service().equals(service))
                    .toList();
            return new ServiceItem(
                    service,
                    ServiceState.of(own, now),
                    ServiceState.shown(own, now).stream()
                            .map(instance -> InstanceItem.of(instance, now))
                            .toList());
        }
    }

    /**
     * A running process of a service.
     *
     * @param id another one after each start
     * @param version its version
     * @param startedAt when its work began
     * @param state what is known of it now
     * @param notReady the parts of its readiness that were not up
     * @param lag records that waited in the topics that it reads; null if it does not know
     * @param saidAt when it said so itself; it does so every two minutes
     */
    record InstanceItem(
            String id,
            String version,
            Instant startedAt,
            Instance.State state,
            List<String> notReady,
            @Nullable Long lag,
            Instant saidAt) {

        static InstanceItem of(Instance instance, Instant now) {
            return new InstanceItem(
                    instance.id(),
                    instance.version(),
                    instance.startedAt(),
                    instance.state(now),
                    instance.notReady(),
                    instance.lag(),
                    instance.saidAt());
        }
    }

    /**
     * A begin of work.
     *
     * @param service the name of the service
     * @param instance the id of the instance
     * @param version its version
     * @param startedAt when its work began
     * @param state what became of it
     * @param lastHeardOf when it was stopped, or last said anything
     */
    record RestartItem(
            String service,
            String instance,
            String version,
            Instant startedAt,
            Instance.State state,
            Instant lastHeardOf) {

        static RestartItem of(Instance instance, Instant now) {
            return new RestartItem(
                    instance.service(),
                    instance.id(),
                    instance.version(),
                    instance.startedAt(),
                    instance.state(now),
                    instance.saidAt());
        }
    }

    /**
     * An account of a vendor, as one service finds it.
     *
     * @param service the service that calls
     * @param api the vendor
     * @param state state of the calls
     * @param detail for people; null if the state is enough
     * @param since since when it is in this state
     * @param quotaUsed calls of all callers in the vendor's window; null if the vendor does not say it, as GravityZone
     * @param quotaLimit calls that the window may hold; null if the vendor does not say it
     * @param suspicion why the last list that the vendor sent is not believed, for people; null if it is
     * @param saidAt when the service said so; it does when something changes or a quota fills up, so quotaUsed may be old
     */
    record AccountItem(
            String service,
            String api,
            String state,
            @Nullable String detail,
            Instant since,
            @Nullable Integer quotaUsed,
            @Nullable Integer quotaLimit,
            @Nullable String suspicion,
            Instant saidAt) {

        static AccountItem of(ApiHealth health) {
            return new AccountItem(
                    health.service(),
                    health.api(),
                    health.state(),
                    health.detail(),
                    health.since(),
                    health.quotaUsed(),
                    health.quotaLimit(),
                    health.suspicion(),
                    health.saidAt());
        }
    }

    /**
     * When lists and links of the tenant were last looked at. Each of them was, then or later: not every sweep is reported.
     *
     * @param sites the list of sites was read to its end at this time or later; null if it is not known
     * @param companies the same for the list of companies
     * @param links every ready link was read back at this time or later; null if it is not known
     */
    record ChecksItem(
            @Nullable Instant sites,
            @Nullable Instant companies,
            @Nullable Instant links) {

        static ChecksItem of(List<ApiHealth> health) {
            return new ChecksItem(
                    sweep(health, "DATTO_RMM"),
                    sweep(health, "GRAVITYZONE"),
                    health.stream()
                            .map(ApiHealth::verifiedAt)
                            .filter(java.util.Objects::nonNull)
                            .findFirst()
                            .orElse(null));
        }

        private static @Nullable Instant sweep(List<ApiHealth> health, String api) {
            return health.stream()
                    .filter(row -> row.service().equals("poller") && row.api().equals(api))
                    .map(ApiHealth::lastSweepAt)
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }
}
