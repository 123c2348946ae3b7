package dev.companion.console.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.requests.RequestType;
import dev.companion.settings.DefaultPackage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The default package for packages that exist, with what that would take. */
@ConsoleTest
@Import(Tenancy.class)
class DefaultPackageApiTest {

    private static final String APPLICATION = "/api/settings/default-package/application";

    @Autowired
    private Tenancy tenancy;

    @Test
    void thePreviewCountsPackagesThatDifferAndTheirCalls() {
        var tenant = differing(3).site("same", "Same");
        tenant.feed()
                .link(
                        tenant.key("same"),
                        dev.companion.links.Link.newBuilder(Recorded.link(tenant.id, "same", 1, "c-same", null))
                                .setPackageProfile(withEdr())
                                .build());

        var preview = tenant.api.get(APPLICATION);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().propertyNames())
                .containsExactly("links", "calls", "seconds", "withoutAddOn", "addOns");
        assertThat(preview.json().at("/links").asInt()).isEqualTo(3);
        assertThat(preview.json().at("/calls").asInt()).isEqualTo(15);
        assertThat(preview.json().at("/seconds").asInt()).isEqualTo(2);
    }

    @Test
    void allThatDifferAreChangedByName() {
        var tenant = differing(3);

        var answer = tenant.api.post(APPLICATION, Map.of());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.APPLY_DEFAULT_PACKAGE);
            assertThat(request.getApplyDefaultPackage()).contains(List.of("s0", "s1", "s2"));
        });
        assertThat(tenant.api.get(answer.header("Location")).json().at("/total").asInt())
                .isEqualTo(3);
        assertThat(tenant.api.post(APPLICATION, null).status()).isEqualTo(202);
    }

    @Test
    void someOfThemCanBeChosen() {
        var tenant = differing(3);

        tenant.api.post(APPLICATION, Map.of("siteUids", List.of("s2")));
        tenant.api.post(APPLICATION, Map.of("first", 2));

        assertThat(tenant.requests())
                .extracting(request -> request.getApplyDefaultPackage().orElseThrow())
                .containsExactly(List.of("s2"), List.of("s0", "s1"));
        assertThat(tenant.api
                        .post(APPLICATION, Map.of("siteUids", List.of("s1"), "first", 2))
                        .status())
                .isEqualTo(400);
        assertThat(tenant.api.post(APPLICATION, Map.of("first", 0)).at("/detail"))
                .isEqualTo("first: 0 (expected: 1 to 2000).");
        assertThat(tenant.api.post(APPLICATION, Map.of("siteUids", List.of())).status())
                .isEqualTo(400);
    }

    @Test
    void aSiteThatIsNotLinkedRefusesAllOfThem() {
        var tenant = differing(1).site("loose", "Loose");

        var answer = tenant.api.post(APPLICATION, Map.of("siteUids", List.of("s0", "loose")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/refusals/0/siteUid")).isEqualTo("loose");
        assertThat(answer.at("/refusals/0/reason")).isEqualTo("The site is not linked to a company.");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void nothingToChangeIsSaidInWords() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "C").ready("s1", "c1");

        assertThat(tenant.api.get(APPLICATION).json().at("/links").asInt()).isZero();
        assertThat(tenant.api.post(APPLICATION, Map.of()).at("/title")).isEqualTo("Nothing to change");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void moreThanOneRequestHoldsAreRefusedWithTheLimit() {
        var tenant = differing(2_001);

        var answer = tenant.api.post(APPLICATION, Map.of());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).contains("2,001 packages differ", "at most 2,000");
        assertThat(tenant.requests()).isEmpty();
        assertThat(tenant.api.post(APPLICATION, Map.of("first", 2_000)).status())
                .isEqualTo(202);
    }

    /** A tenant whose default package has an add-on that the packages of so many links lack. */
    private Tenancy.Tenant differing(int links) {
        var tenant = tenancy.connected().settings(it -> it.setDefaultPackage(withEdr()));
        for (int i = 0; i < links; i++) {
            tenant.site("s" + i, "Site %05d".formatted(i)).ready("s" + i, "c" + i);
        }
        return tenant;
    }

    private static DefaultPackage withEdr() {
        return DefaultPackage.newBuilder(Recorded.defaultPackage())
                .setEdrSensor(true)
                .build();
    }
}
