package dev.companion.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.requests.RequestType;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import dev.companion.settings.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyFlowTest {

    private static final List<Policy> ACTING = List.of(new Policy(DiscrepancyType.SITE_OUT_OF_SCOPE, PolicyLevel.ACT));

    private ResolverDriver resolver = new ResolverDriver();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void aPolicyActsOnceInItsOwnName() {
        resolver.tenant(it -> it.setPolicies(ACTING)).ready("site-1");

        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);

        assertThat(resolver.commands()).singleElement().satisfies(command -> {
            assertThat(command.value.getType()).isEqualTo(RequestType.DELETE_LINKS);
            assertThat(command.value.getRequestedBy()).isEqualTo("policy");
            assertThat(command.value.getTenantName()).isEqualTo("Northwind IT");
        });
        assertThat(resolver.discrepancies())
                .extracting(each -> each.getState())
                .containsExactly(DiscrepancyState.OPEN, DiscrepancyState.RESOLVING);
        assertThat(resolver.written(Topics.AUDIT))
                .singleElement()
                .satisfies(entry -> assertThat(entry.value.getActor()).isEqualTo("policy"));
        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        assertThat(resolver.commands()).isEmpty();
    }

    @Test
    void aPolicyActsOnWhatWasOpenBeforeItWasChosen() {
        resolver.tenant(it -> it).ready("site-1").site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        assertThat(resolver.commands()).isEmpty();

        resolver.tenant(it -> it.setPolicies(ACTING));

        assertThat(resolver.commands()).hasSize(1);
    }

    @Test
    void nothingIsDoneWhileAllWorkIsPausedAndItIsDoneAfterwards() {
        resolver.tenant(it -> it.setPolicies(ACTING).setPaused(true)).ready("site-1");
        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        assertThat(resolver.commands()).isEmpty();

        resolver.tenant(it -> it.setPolicies(ACTING));

        assertThat(resolver.commands()).hasSize(1);
    }

    @Test
    void aCommandThatTheMapperRefusesIsNotRepeatedAndAPersonIsAsked() {
        resolver.tenant(it -> it.setPolicies(ACTING)).ready("site-1");
        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        var command = resolver.commands().getFirst().value.getRequestId();

        resolver.drained().mapperRefuses(command, "site-1", "Not now.");

        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.OPEN);
        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND).waitFor(Duration.ofDays(1));
        assertThat(resolver.commands()).isEmpty();
    }

    @Test
    void anActionOfAPolicyFailsAfterItsGracePeriodToo() {
        resolver.tenant(it -> it.setPolicies(ACTING)).ready("site-1");
        resolver.site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);

        resolver = resolver.restarted();
        resolver.waitFor(Duration.ofMinutes(21));

        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.OPEN);
        assertThat(resolver.commands()).isEmpty();
    }
}
