package dev.companion.console.web.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Tenancy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class AsyncApiTest {

    @Autowired
    private Tenancy tenancy;

    private Tenancy.Tenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = tenancy.fresh();
    }

    @Test
    void theDocumentIsThatOfThePublicTopics() {
        var document = tenant.api.get("/api/asyncapi").json();

        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.path("channels").propertyNames())
                .contains("rmm.sites", "links", "discrepancies")
                .doesNotContain("rmm.users", "installation-links", "audit", "requests", "secrets");
        assertThat(document.at("/components/messages/Site/payload/schema/name").asString())
                .isEqualTo("Site");
    }

    @Test
    void aStrangerDoesNot() {
        assertThat(tenant.stranger().get("/api/asyncapi").status()).isEqualTo(401);
    }
}
