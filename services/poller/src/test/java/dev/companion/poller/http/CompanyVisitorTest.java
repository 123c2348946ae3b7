package dev.companion.poller.http;

import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.poller.domain.InstallationPackage;
import dev.companion.poller.domain.Setback;
import dev.companion.poller.http.CompanyVisitor.Step;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyVisitorTest {

    private static final String COMPANY = id(1);

    private final MemoryGravityZone gravityZone = new MemoryGravityZone();
    private final CompanyVisitor visitor = new CompanyVisitor(gravityZone, COMPANY);

    @Test
    void aCompanyWithoutPackagesCostsOneRequest() {
        assertThat(visitor.packages()).isEqualTo(new Step.Packages(List.of()));
        assertThat(gravityZone.requests).hasSize(1);
    }

    @Test
    void allLinksAreFetchedAtOnce() {
        gravityZone.putPackage(COMPANY, id(101), "one", "link [1]");
        gravityZone.putPackage(COMPANY, id(102), "two", "link [2]");

        assertThat(visitor.packages()).isEqualTo(new Step.More());
        assertThat(visitor.packages())
                .isEqualTo(new Step.Packages(List.of(
                        new InstallationPackage(id(101), COMPANY, "one", "link [1]", true),
                        new InstallationPackage(id(102), COMPANY, "two", "link [2]", true))));
        assertThat(gravityZone.requests).hasSize(2);
    }

    @Test
    void packagesOfOneNameShareNoLinkThatMayBeTheOthers() {
        gravityZone.putPackage(COMPANY, id(101), "same", "link [1]");
        gravityZone.putPackage(COMPANY, id(102), "same", "link [2]");
        gravityZone.answer = request -> links(request, List.of(new InstallationLinks("same", COMPANY, "link", true)));
        visitor.packages();

        assertThat(((Step.Packages) visitor.packages()).rows())
                .extracting(InstallationPackage::windowsLink)
                .containsOnlyNulls();
    }

    @Test
    void packagesOfOneNameTakeTheirLinksInOrderWhereThereIsOneForEach() {
        gravityZone.putPackage(COMPANY, id(101), "same", "link [1]");
        gravityZone.putPackage(COMPANY, id(102), "same", "link [2]");
        visitor.packages();

        assertThat(((Step.Packages) visitor.packages()).rows())
                .extracting(InstallationPackage::windowsLink)
                .containsExactly("link [1]", "link [2]");
    }

    @Test
    void aRefusalConcernsTheCompanyAndARejectedKeyAllOfThem() {
        gravityZone.answer = _ -> new Refused<>(Reason.PERMISSION, "closed");
        assertThat(visitor.packages()).isEqualTo(new Step.Nothing(null, false));

        gravityZone.answer = _ -> new Refused<>(Reason.CREDENTIALS, "not enabled");
        assertThat(visitor.details()).isEqualTo(new Step.Nothing(null, true));
    }

    @Test
    void aPauseConcernsEveryRequestAfterIt() {
        gravityZone.answer = _ -> new RateLimited<>(Duration.ofSeconds(9), Scope.ACCOUNT, "too many");

        assertThat(visitor.packages())
                .isEqualTo(new Step.Nothing(new Setback.Throttled(Duration.ofSeconds(9), false, "too many"), false));
    }

    private static CallResult<?> links(String request, List<InstallationLinks> links) {
        return request.startsWith("links") ? new Found<>(links) : null;
    }
}
