package dev.companion.poller.http;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.PointRead.NoAnswer;
import dev.companion.poller.domain.sweep.PointRead.NotVisible;
import dev.companion.poller.domain.sweep.PointRead.There;
import dev.companion.poller.domain.sweep.SweptPage;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadersTest {

    private static final String COMPANY = MemoryGravityZone.id(1);

    private final MemoryDatto datto = new MemoryDatto();
    private final MemoryGravityZone gravityZone = new MemoryGravityZone();

    @Test
    void aSiteWithoutAGuidIsListedAndNotImportedWhateverItsName() {
        datto.put(site("unassigned", "Acme"));
        datto.put(site(uid(1).replace('0', 'g'), "Acme"));
        datto.put(site(uid(1).replace('-', '0'), "Acme"));

        assertThat(((ReadResult.Page<Site>) SiteReader.page(datto, "acct", null))
                        .page()
                        .rows())
                .hasSize(3)
                .extracting(Listed::value)
                .containsOnlyNulls();
    }

    @Test
    void anAnswerAboutAnotherSiteIsNone() {
        datto.put(site(uid(1), "Acme"));
        assertThat(((ReadResult.Row<Site>) SiteReader.row(datto, "acct", uid(1))).read())
                .isInstanceOf(There.class);

        datto.answer = _ -> new Found<>(site(uid(2), "Other"));
        assertThat(((ReadResult.Row<Site>) SiteReader.row(datto, "acct", uid(1))).read())
                .isInstanceOf(NoAnswer.class);
    }

    @Test
    void aSiteOfAnotherAccountIsNeitherListedNorRead() {
        var foreign = new DattoRmmClient.Site(uid(1), 7L, "Acme", null, false, 3, null, "other-acct");
        datto.put(site(uid(2), "Globex"));
        datto.put(foreign);

        assertThat(((ReadResult.Page<Site>) SiteReader.page(datto, "acct", null)).page())
                .isEqualTo(SweptPage.ofAnotherAccount());
        assertThat(((ReadResult.Row<Site>) SiteReader.row(datto, "acct", uid(1))).read())
                .isInstanceOf(NoAnswer.class);
        assertThat(((ReadResult.Page<Site>) SiteReader.page(datto, "OTHER-ACCT", null))
                        .page()
                        .rows())
                .hasSize(2);
    }

    @Test
    void aCompanyWithoutAnIdIsListedAndNotImported() {
        gravityZone.put(MemoryGravityZone.customer("no id", "Acme"));

        var page = (ReadResult.Page<Company>) CompanyReader.page(gravityZone, null, MemoryGravityZone.ROOT);
        assertThat(page.page().rows()).singleElement().extracting(Listed::value).isNull();
    }

    @Test
    void aCompanyThatTheKeyMayNotReadIsNotSaidToBeGone() {
        gravityZone.answer = _ -> new Refused<>(Reason.PERMISSION, "Companies");

        assertThat(((ReadResult.Row<Company>) CompanyReader.row(gravityZone, COMPANY)).read())
                .isInstanceOf(NotVisible.class);
    }

    @Test
    void aRefusalConcernsTheCompanyAndARejectedKeyAllOfThem() {
        gravityZone.answer = _ -> new Refused<>(Reason.PERMISSION, "closed");
        assertThat(PackageReader.page(gravityZone, COMPANY, null)).isEqualTo(new ReadResult.NoDetails(null, false));

        gravityZone.answer = _ -> new Refused<>(Reason.CREDENTIALS, "not enabled");
        assertThat(CompanyReader.details(gravityZone, COMPANY)).isEqualTo(new ReadResult.NoDetails(null, true));
    }

    @Test
    void aPauseConcernsEveryRequestAfterIt() {
        gravityZone.answer = _ -> new RateLimited<>(Duration.ofSeconds(9), Scope.ACCOUNT, "too many");

        assertThat(PackageReader.page(gravityZone, COMPANY, null))
                .isEqualTo(new ReadResult.NoDetails(
                        new CallFailure.Throttled(Duration.ofSeconds(9), false, "too many"), false));
    }

    @Test
    void aCursorComesBackAsItWas() {
        assertThat(Cursors.gravityZone(Cursors.text(null))).isNull();
        assertThat(Cursors.gravityZone(Cursors.text(new PageCursor(7, null)))).isEqualTo(new PageCursor(7, null));
        assertThat(Cursors.gravityZone(Cursors.text(new PageCursor(7, 12)))).isEqualTo(new PageCursor(7, 12));
        assertThat(Cursors.gravityZone(Cursors.text(new PageCursor(7, 12, 100))))
                .isEqualTo(new PageCursor(7, 12, 100));
        assertThat(Cursors.gravityZone(Cursors.text(new PageCursor(7, null, 100))))
                .isEqualTo(new PageCursor(7, null, 100));
    }
}
