package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.schemas.Topics;
import dev.companion.settings.Tenant;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several tenants save one GravityZone key at the same moment (invariant 17), while everything is killed. */
@Tag("wide")
class ClaimE2E {

    private static final int TENANTS = 6;

    @TempDir
    private Path directory;

    @Test
    void exactlyOneTenantGetsARootCompanyAlsoThroughAKill() {
        try (var companion = CompanionProcess.startDemo(directory.resolve("data"), Map.of())) {
            companion.vendors().seedTenants(TENANTS, 1, 1);
            var before = new ConcurrentHashMap<Integer, Integer>();
            var users = signedIn(companion);
            try (var racing = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, TENANTS)
                        .forEach(each -> racing.submit(() -> before.put(each, save(users.get(each)))));
                await().atMost(Duration.ofSeconds(30)).until(() -> !before.isEmpty());
                companion.kill9();
            }
            var winnersBefore = withStatus(before, 200);

            companion.start();
            var again = signedIn(companion);
            var after = new ConcurrentHashMap<Integer, Integer>();
            try (var racing = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, TENANTS)
                        .forEach(each -> racing.submit(() -> after.put(each, decided(again.get(each)))));
            }

            assertThat(withStatus(after, 200)).hasSize(1).containsAll(winnersBefore);
            assertThat(withStatus(after, 409)).hasSize(TENANTS - 1);
            var holders = new TreeSet<String>();
            companion
                    .topics()
                    .each(
                            row -> {
                                if (row.value() instanceof Tenant tenant
                                        && tenant.getGravityZone().isPresent()) {
                                    holders.add(tenant.getTenantId());
                                }
                            },
                            Topics.TENANTS);
            assertThat(holders)
                    .as("no other tenant was ever published with the key")
                    .hasSize(1);
        }
    }

    private static List<ConsoleUser> signedIn(CompanionProcess companion) {
        return IntStream.rangeClosed(1, TENANTS)
                .mapToObj(number -> {
                    var user = companion.console();
                    user.signIn(DemoCredentials.ofBulkTenant(number));
                    return user;
                })
                .toList();
    }

    private static int decided(ConsoleUser user) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> save(user), status -> Set.of(200, 409).contains(status));
    }

    /** Everybody enters the key of the first tenant's partner company. */
    private static int save(ConsoleUser user) {
        return user.saveGravityZone(DemoCredentials.ofBulkTenant(1).gravityZoneApiKey())
                .status();
    }

    private static Set<Integer> withStatus(Map<Integer, Integer> statuses, int status) {
        var found = new TreeSet<Integer>();
        statuses.forEach((tenant, answered) -> {
            if (answered == status) {
                found.add(tenant);
            }
        });
        return found;
    }
}
