package dev.companion.agreement;

import dev.companion.decision.Ledger;
import dev.companion.mapper.domain.MapperController;
import dev.companion.mapper.domain.MapperEmission.RequestDecided;
import dev.companion.mapper.domain.MapperInput.ClaimAnswered;
import dev.companion.mapper.domain.MapperInput.CompanyObserved;
import dev.companion.mapper.domain.MapperInput.RequestReceived;
import dev.companion.mapper.domain.MapperInput.SiteObserved;
import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.Body;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.request.Request.SaveRmm;
import dev.companion.mapper.domain.settings.RmmAccess.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mapper with two sites and at most one company. */
final class MapperNames {

    private static final String TENANT = "t-1";
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final MapperController controller =
            new MapperController(Ledger.inMemory(), Duration.ofDays(40), Duration.ofSeconds(30));
    private int requests;

    MapperNames(@Nullable String companyName) {
        controller.open(NOW);
        var save = new SaveGravityZone("https://gz.example/api", "root-1", "MSP", "gz12", new Credential("AAAA"));
        controller.on(new RequestReceived(new Request(TENANT, "MSP", "r-0", "ab12", NOW, save), "TEST"), NOW);
        controller.on(new ClaimAnswered(TENANT, "root-1", ClaimVerdict.HELD, NOW, "r-0"), NOW);
        isAccepted(new SaveRmm(
                "https://rmm.example", Grant.PASSWORD, "rm12", new Credential("AAAA"), new Credential("BBBB"), false));
        controller.on(new SiteObserved(TENANT, "s-1", new ObservedSite("s-1", "a site", true)), NOW);
        controller.on(new SiteObserved(TENANT, "s-2", new ObservedSite("s-2", "another site", true)), NOW);
        if (companyName != null) {
            var company = new ObservedCompany("c-1", companyName, true, false, false, null, null, false);
            controller.on(new CompanyObserved(TENANT, "c-1", company), NOW);
        }
    }

    /** Whether both names can be given to new companies in one request. */
    boolean accepts(String one, String other) {
        return isAccepted(
                new CreateLinks(List.of(new LinkRequest("s-1", null, one), new LinkRequest("s-2", null, other))));
    }

    boolean accepts(String name) {
        return isAccepted(new CreateLinks(List.of(new LinkRequest("s-1", null, name))));
    }

    private boolean isAccepted(Body body) {
        requests++;
        var request = new Request(TENANT, "MSP", "r-" + requests, "ab12", NOW, body);
        return controller.on(new RequestReceived(request, "TEST"), NOW).stream()
                .filter(RequestDecided.class::isInstance)
                .map(RequestDecided.class::cast)
                .findFirst()
                .orElseThrow()
                .result()
                .accepted();
    }
}
