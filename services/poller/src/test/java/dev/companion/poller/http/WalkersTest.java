package dev.companion.poller.http;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.RowAnswer.NoAnswer;
import dev.companion.poller.domain.RowAnswer.NotVisible;
import dev.companion.poller.domain.RowAnswer.There;
import dev.companion.poller.domain.Site;
import dev.companion.poller.domain.SweptPage.Listed;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import org.junit.jupiter.api.Test;

class WalkersTest {

    private final MemoryDatto datto = new MemoryDatto();
    private final MemoryGravityZone gravityZone = new MemoryGravityZone();

    @Test
    void aSiteWithoutAGuidIsListedAndNotImportedWhateverItsName() {
        datto.put(site("unassigned", "Acme"));
        datto.put(site(uid(1).replace('0', 'g'), "Acme"));
        datto.put(site(uid(1).replace('-', '0'), "Acme"));

        assertThat(((Reading.Page<Site>) new SiteWalker(datto).nextPage())
                        .page()
                        .rows())
                .hasSize(3)
                .extracting(Listed::value)
                .containsOnlyNulls();
    }

    @Test
    void anAnswerAboutAnotherSiteIsNone() {
        datto.put(site(uid(1), "Acme"));
        assertThat(((Reading.Row<Site>) new SiteWalker(datto).row(uid(1))).answer())
                .isInstanceOf(There.class);

        datto.answer = _ -> new Found<>(site(uid(2), "Other"));
        assertThat(((Reading.Row<Site>) new SiteWalker(datto).row(uid(1))).answer())
                .isInstanceOf(NoAnswer.class);
    }

    @Test
    void aCompanyWithoutAnIdIsListedAndNotImported() {
        gravityZone.put(MemoryGravityZone.customer("no id", "Acme"));

        var walker = new CompanyWalker(gravityZone, MemoryGravityZone.ROOT);
        assertThat(((Reading.Page<Company>) walker.nextPage()).page().rows())
                .singleElement()
                .extracting(Listed::value)
                .isNull();
    }

    @Test
    void aCompanyThatTheKeyMayNotReadIsNotSaidToBeGone() {
        gravityZone.answer = _ -> new Refused<>(Reason.PERMISSION, "Companies");

        var walker = new CompanyWalker(gravityZone, MemoryGravityZone.ROOT);
        assertThat(((Reading.Row<Company>) walker.row(MemoryGravityZone.id(1))).answer())
                .isInstanceOf(NotVisible.class);
    }
}
