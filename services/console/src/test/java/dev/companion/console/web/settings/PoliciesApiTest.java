package dev.companion.console.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class PoliciesApiTest {

    private static final String POLICIES = "/api/settings/policies";

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Log log;

    @AfterEach
    void nobodyDecides() {
        log.clear();
    }

    @Test
    void everyTypeHasALevel() {
        var settings = tenancy.connected().api.get("/api/settings");

        assertThat(settings.json().at("/policies").size()).isEqualTo(15);
        assertThat(settings.at("/policies/PACKAGE_MISSING")).isEqualTo("ACT");
        assertThat(settings.at("/policies/SITE_RENAMED")).isEqualTo("SUGGEST");
        assertThat(settings.at("/suggestions")).isEqualTo("SUGGEST");
    }

    @Test
    void aSaveChangesWhatItNamesAndWhatThatEntails() {
        var tenant = tenancy.connected();
        log.decideBy(request -> takeOver(tenant, request));

        var answer = tenant.api.put(
                POLICIES,
                Map.of("policies", Map.of("PACKAGE_MISSING", "OBSERVE", "SITE_RENAMED", "ACT"), "suggestions", "ACT"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/policies/ASSOCIATION_MISSING")).isEqualTo("OBSERVE");
        assertThat(answer.at("/policies/SITE_RENAMED")).isEqualTo("ACT");
        assertThat(answer.at("/policies/SOURCE_DELETED")).isEqualTo("SUGGEST");
        assertThat(answer.at("/suggestions")).isEqualTo("ACT");
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.SAVE_POLICIES);
            assertThat(request.getPolicies().orElseThrow().getPolicies()).hasSize(4);
        });
    }

    @Test
    void aLevelThatATypeCannotHaveIsRefusedWithTheReason() {
        var tenant = tenancy.connected();

        assertThat(refused(tenant, Map.of("DESTINATION_MOVED", "ACT")))
                .contains("Nothing was saved", "“Company moved” cannot be automatic", "a rule never moves a company");
        assertThat(refused(tenant, Map.of("PACKAGE_MISSING", "ACT", "ASSOCIATION_MISSING", "SUGGEST")))
                .contains("share one level");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void whatCannotBeUnderstoodSaysWhatIsExpected() {
        var api = tenancy.connected().api;

        assertThat(api.put(POLICIES, Map.of()).status()).isEqualTo(400);
        assertThat(api.put(POLICIES, Map.of("policies", Map.of("SHOUTING", "ACT")))
                        .status())
                .isEqualTo(400);
        assertThat(api.put(POLICIES, Map.of("policies", Map.of("UNKNOWN", "OBSERVE")))
                        .status())
                .isEqualTo(400);
        assertThat(api.put(POLICIES, Map.of("policies", Map.of("SITE_RENAMED", "UNKNOWN")))
                        .at("/detail"))
                .contains("OBSERVE, SUGGEST or ACT");
        assertThat(api.put(POLICIES, Map.of("suggestions", "ALWAYS")).status()).isEqualTo(400);
        assertThat(tenancy.fresh()
                        .api
                        .put(POLICIES, Map.of("suggestions", "ACT"))
                        .status())
                .isEqualTo(422);
    }

    private static String refused(Tenancy.Tenant tenant, Map<String, String> policies) {
        var answer = tenant.api.put(POLICIES, Map.of("policies", policies));
        assertThat(answer.status()).isEqualTo(422);
        return answer.at("/detail");
    }

    /** Plays the service that takes settings over. */
    private static void takeOver(Tenancy.Tenant tenant, Request request) {
        var requested = request.getPolicies().orElseThrow();
        tenant.settings(it -> it.setPolicies(requested.getPolicies())
                .setSuggestions(requested.getSuggestions().orElse(null)));
        tenant.feed()
                .result(
                        tenant.key(request.getRequestId()),
                        Recorded.accepted(tenant.id, request.getRequestId(), request.getType(), Map.of()));
    }
}
