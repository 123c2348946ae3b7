package dev.companion.contract;

import static dev.companion.contract.DattoVendor.CREATE_VARIABLE;
import static dev.companion.contract.DattoVendor.DELETE_VARIABLE;
import static dev.companion.contract.DattoVendor.LIST_SITES;
import static dev.companion.contract.DattoVendor.LIST_VARIABLES;
import static dev.companion.contract.DattoVendor.READ_SITE;
import static dev.companion.contract.DattoVendor.UPDATE_VARIABLE;
import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.pausedAsAsked;
import static dev.companion.contract.Outcomes.rateLimited;
import static dev.companion.contract.Outcomes.unavailable;
import static dev.companion.contract.Outcomes.unknownEffect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The same promises, and those about a platform that is not well. */
abstract class DattoTroubleContract extends DattoReportsContract {

    @Test
    void tooManyCallsAreRateLimitedForAsLongAsAskedAndNothingIsDone() {
        var uid = vendor.addSite("Busy", false);
        vendor.trouble(LIST_SITES, Trouble.TOO_MANY);
        vendor.trouble(CREATE_VARIABLE, Trouble.TOO_MANY);

        pausedAsAsked(client.sites(null));
        pausedAsAsked(client.createSiteVariable(uid, LINK_VARIABLE, LINK));

        assertThat(vendor.value(uid, LINK_VARIABLE)).isEmpty();
        assertThat(vendor.calls(CREATE_VARIABLE)).as("no retry of its own").isEqualTo(1);
    }

    @Test
    void rowThatGoesInMidWalkShowsInTheTotals() {
        addSites(300);
        var first = found(client.sites(null));
        vendor.deleteSite(first.rows().get(10).uid());

        var pages = walkedOn(first, client::sites);

        var uids = rows(pages).stream().map(Site::uid).toList();
        assertThat(uids).doesNotHaveDuplicates();
        assertThat(vendor.siteUids())
                .as("a site that moved from a page unread to one that was read")
                .anyMatch(uid -> !uids.contains(uid));
        assertThat(pages)
                .anyMatch(page -> !page.trusted() || page.totalCount() != null && page.totalCount() != uids.size());
    }

    @Test
    void emptyPageInMidWalkIsNotTheEndOfAListThatIsTrusted() {
        addSites(600);
        var first = found(client.sites(null));
        vendor.emptyPages(LIST_SITES);

        var pages = walkedOn(first, client::sites);

        assertThat(rows(pages)).hasSize(first.rows().size());
        assertThat(pages)
                .anyMatch(page -> !page.trusted()
                        || page.totalCount() != null
                                && page.totalCount() != first.rows().size());
    }

    @Test
    void forbiddenByAWebPageIsABlockOfTheHostAndNoPermission() {
        vendor.trouble(READ_SITE, Trouble.BLOCKED);

        rateLimited(client.site(vendor.addSite("Blocked", false)), Scope.HOST);
    }

    @Test
    void conflictingWriteDidNothing() {
        var uid = vendor.addSite("Contended", false);
        vendor.trouble(CREATE_VARIABLE, Trouble.CONFLICT);

        assertThat(client.createSiteVariable(uid, LINK_VARIABLE, LINK)).isInstanceOf(CallResult.Conflict.class);
        assertThat(vendor.value(uid, LINK_VARIABLE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            mode = Mode.INCLUDE,
            names = {"OUTAGE", "WEB_PAGE", "LOST_BEFORE_EFFECT", "LOST_AFTER_EFFECT"})
    void readWithoutAnAnswerIsUnavailableAndWellAgainAfterwards(Trouble trouble) {
        var uid = vendor.addSite("Shaky", false);
        for (var operation : List.of(LIST_SITES, READ_SITE, LIST_VARIABLES)) {
            vendor.trouble(operation, trouble);
        }

        unavailable(client.sites(null));
        unavailable(client.site(uid));
        unavailable(client.siteVariables(uid));

        vendor.calm();
        found(client.site(uid));
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            mode = Mode.INCLUDE,
            names = {"OUTAGE", "WEB_PAGE", "LOST_BEFORE_EFFECT"})
    void writeWithoutAnAnswerIsUnknownThoughNothingWasDone(Trouble trouble) {
        var uid = vendor.addSite("Shaky", false);
        vendor.trouble(CREATE_VARIABLE, trouble);

        unknownEffect(client.createSiteVariable(uid, LINK_VARIABLE, LINK));

        assertThat(vendor.value(uid, LINK_VARIABLE)).isEmpty();
        assertThat(vendor.calls(CREATE_VARIABLE)).isEqualTo(1);
    }

    @Test
    void creationWhoseAnswerIsLostIsUnknownAndTookPlaceOnce() {
        var uid = vendor.addSite("Lost answer", false);
        vendor.trouble(CREATE_VARIABLE, Trouble.LOST_AFTER_EFFECT);

        unknownEffect(client.createSiteVariable(uid, LINK_VARIABLE, LINK));

        assertThat(vendor.value(uid, LINK_VARIABLE)).hasValue(LINK);
        assertThat(vendor.calls(CREATE_VARIABLE)).isEqualTo(1);
    }

    @Test
    void updateAndDeletionWhoseAnswersAreLostAreUnknownAndTookPlace() {
        var uid = vendor.addSite("Lost answers", false);
        found(client.createSiteVariable(uid, LINK_VARIABLE, "old"));
        long id = found(client.siteVariables(uid)).getFirst().id();
        vendor.trouble(UPDATE_VARIABLE, Trouble.LOST_AFTER_EFFECT);
        vendor.trouble(DELETE_VARIABLE, Trouble.LOST_AFTER_EFFECT);

        unknownEffect(client.updateSiteVariable(uid, id, LINK_VARIABLE, LINK));
        assertThat(vendor.value(uid, LINK_VARIABLE)).hasValue(LINK);

        unknownEffect(client.deleteSiteVariable(uid, id));
        assertThat(vendor.value(uid, LINK_VARIABLE)).isEmpty();
    }
}
