package dev.companion.contract;

import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.missing;
import static dev.companion.contract.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.RmmUser;
import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link DattoRmmClient} promises about reading and writing, on a platform that is well. */
abstract class DattoRmmClientContract extends DattoContract {

    private Site listed(String uid) {
        return rows(walked(client::sites)).stream()
                .filter(site -> site.uid().equals(uid))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void accountIsTheTenant() {
        assertThat(found(client.account()))
                .isEqualTo(new DattoRmmClient.Account(vendor.accountUid(), vendor.accountName()));
    }

    @Test
    void everySiteIsWalkedOnceAndTheWalkIsTrusted() {
        addSites(600);

        var pages = walked(client::sites);

        assertThat(rows(pages)).extracting(Site::uid).containsExactlyInAnyOrderElementsOf(vendor.siteUids());
        assertThat(pages).allMatch(Page::trusted).hasSize(3);
        assertThat(vendor.calls(DattoVendor.LIST_SITES)).isEqualTo(3);
    }

    @Test
    void pagesComeInOneOrderWhicheverWalkAsks() {
        addSites(300);

        var first = rows(walked(client::sites));

        assertThat(rows(walked(client(vendor.administrator())::sites))).isEqualTo(first);
    }

    @Test
    void totalIsToldOfTheWholeListAndNotOfThePage() {
        addSites(300);

        assertThat(found(client.sites(null)).totalCount())
                .isEqualTo(Long.valueOf(vendor.siteUids().size()));
    }

    @Test
    void siteReadsAloneAsItIsListed() {
        var uid = vendor.addSite("Żółw & Söhne – Ελληνικό 株式会社 \uD83D\uDC22 \"quoted\" \\ / <b>", true);

        var site = found(client.site(uid));

        assertThat(site).isEqualTo(listed(uid));
        assertThat(site.name()).isEqualTo("Żółw & Söhne – Ελληνικό 株式会社 \uD83D\uDC22 \"quoted\" \\ / <b>");
        assertThat(site.onDemand()).isTrue();
    }

    @Test
    void nameOf255CharactersArrivesWhole() {
        var name = "Ł" + "x".repeat(253) + "é";

        assertThat(found(client.site(vendor.addSite(name, false))).name()).isEqualTo(name);
    }

    @Test
    void twoSitesOfOneNameAreTwo() {
        var one = vendor.addSite("Twin", false);
        var two = vendor.addSite("Twin", false);

        assertThat(rows(walked(client::sites)))
                .filteredOn(site -> site.name().equals("Twin"))
                .extracting(Site::uid)
                .containsExactlyInAnyOrder(one, two);
    }

    @Test
    void whatThePlatformDoesNotSayIsNull() {
        var site = listed(vendor.addSite("Of unknown kind", null));

        assertThat(site.onDemand()).isNull();
        assertThat(site.description()).isNull();
    }

    @Test
    void deletedSiteIsMissing() {
        var uid = vendor.addSite("Gone", false);
        vendor.deleteSite(uid);

        missing(client.site(uid));
        assertThat(rows(walked(client::sites))).extracting(Site::uid).doesNotContain(uid);
    }

    @Test
    void siteOutOfSightIsRefusedAndNotMissing() {
        var uid = vendor.addSite("Out of sight", false);
        vendor.hideSite(uid);

        refused(client.site(uid), Reason.PERMISSION);
        assertThat(rows(walked(client::sites))).extracting(Site::uid).doesNotContain(uid);
    }

    @Test
    void systemSiteIsListedAndCannotBeReadAlone() {
        assertThat(rows(walked(client::sites))).extracting(Site::uid).contains(vendor.pseudoSite());
        assertThat(client.site(vendor.pseudoSite())).isInstanceOfAny(Missing.class, Refused.class);
    }

    @Test
    void everyUserIsWalkedOnce() {
        for (int i = 0; i < 260; i++) {
            vendor.addUser("tech%03d@northwind.example".formatted(i), "Tech", "Nician", false);
        }

        var pages = walked(client::users);

        assertThat(rows(pages)).extracting(RmmUser::username).containsExactlyInAnyOrderElementsOf(vendor.usernames());
        assertThat(rows(pages)).extracting(RmmUser::key).doesNotHaveDuplicates();
        assertThat(pages).allMatch(Page::trusted);
    }

    @Test
    void userKeepsNamesAndStateAndNeverSignedInIsNull() {
        vendor.addUser("Zoë.Weiß@northwind.example", "Zoë", "Weiß", true);
        vendor.addUser("able@northwind.example", "Able", "Hand", false);

        var users = rows(walked(client::users));

        assertThat(users)
                .filteredOn(user -> user.username().equals("Zoë.Weiß@northwind.example"))
                .singleElement()
                .satisfies(user -> {
                    assertThat(user.firstName()).isEqualTo("Zoë");
                    assertThat(user.lastName()).isEqualTo("Weiß");
                    assertThat(user.enabled()).isFalse();
                    assertThat(user.createdAt()).isEqualTo(clock.instant());
                    assertThat(user.lastAccessAt()).isNull();
                });
        assertThat(users)
                .filteredOn(user -> user.username().equals("able@northwind.example"))
                .singleElement()
                .satisfies(user -> assertThat(user.enabled()).isTrue());
    }

    @Test
    void onlyAnAdministratorMayListUsers() {
        var technician = client(vendor.technician());

        assertThat(refused(technician.users(null), Reason.PERMISSION)).contains("Administrator");
        assertThat(rows(walked(technician::sites))).isNotEmpty();
    }

    @Test
    void singleUsersAreOfferedOnlyWhereThePlatformHasThemAndThatIsAskedOnce() {
        var first = client.userAccounts();
        var asked = vendor.calls(DattoVendor.LIST_USERS);

        if (vendor.offersSingleUsers()) {
            found(first);
            found(client.userAccounts());
        } else {
            assertThat(refused(first, Reason.NOT_OFFERED)).contains("Setup > Users");
            refused(client.userAccounts(), Reason.NOT_OFFERED);
        }
        assertThat(vendor.calls(DattoVendor.LIST_USERS)).isEqualTo(asked).isEqualTo(1);
        refused(client(vendor.technician()).userAccounts(), Reason.PERMISSION);
    }

    @Test
    void variableLivesFromCreationToDeletion() {
        var uid = vendor.addSite("Linked", false);

        assertThat(found(client.siteVariables(uid))).isEmpty();
        found(client.createSiteVariable(uid, LINK_VARIABLE, "first"));
        var created = found(client.siteVariables(uid)).getFirst();
        assertThat(created.value()).isEqualTo("first");
        assertThat(created.masked()).isFalse();

        found(client.updateSiteVariable(uid, created.id(), LINK_VARIABLE, LINK));
        assertThat(found(client.siteVariables(uid))).singleElement().satisfies(updated -> {
            assertThat(updated.id()).isEqualTo(created.id());
            assertThat(updated.name()).isEqualTo(LINK_VARIABLE);
            assertThat(updated.value()).isEqualTo(LINK);
        });
        assertThat(vendor.value(uid, LINK_VARIABLE)).hasValue(LINK);

        found(client.deleteSiteVariable(uid, created.id()));
        assertThat(found(client.siteVariables(uid))).isEmpty();
        assertThat(vendor.value(uid, LINK_VARIABLE)).isEmpty();
    }

    @Test
    void valueArrivesByteForByte() {
        var uid = vendor.addSite("Bytes", false);
        var value = "ü ß 株 \uD83D\uDC22 \\ \"q\" [x] %5B + & " + "z".repeat(3_000);

        found(client.createSiteVariable(uid, LINK_VARIABLE, value));

        assertThat(vendor.value(uid, LINK_VARIABLE)).hasValue(value);
        assertThat(found(client.siteVariables(uid)).getFirst().value()).isEqualTo(value);
    }

    @Test
    void maskedValueIsNeverTold() {
        var uid = vendor.addSite("Masked", false);
        vendor.addMaskedVariable(uid, "password", "correct horse");

        assertThat(found(client.siteVariables(uid))).singleElement().satisfies(variable -> {
            assertThat(variable.masked()).isTrue();
            assertThat(variable.value()).isNotNull().doesNotContain("horse").matches("\\*+");
        });
    }

    @Test
    void variablesAreWalkedBeyondOnePage() {
        var uid = vendor.addSite("Many variables", false);
        for (int i = 0; i < 260; i++) {
            vendor.addMaskedVariable(uid, "v%03d".formatted(i), "x");
        }

        assertThat(found(client.siteVariables(uid)))
                .extracting(DattoRmmClient.SiteVariable::name)
                .doesNotHaveDuplicates()
                .hasSize(260);
    }

    @Test
    void whatIsNotThereIsMissingForWritesToo() {
        var uid = vendor.addSite("Bare", false);
        var gone = vendor.addSite("Gone", false);
        vendor.deleteSite(gone);

        missing(client.updateSiteVariable(uid, 987_654_321L, LINK_VARIABLE, LINK));
        missing(client.deleteSiteVariable(uid, 987_654_321L));
        missing(client.siteVariables(gone));
        missing(client.createSiteVariable(gone, LINK_VARIABLE, LINK));
    }

    @Test
    void variableOfAnotherSiteIsNotTouched() {
        var uid = vendor.addSite("One", false);
        var other = vendor.addSite("Other", false);
        found(client.createSiteVariable(other, LINK_VARIABLE, LINK));
        long id = found(client.siteVariables(other)).getFirst().id();

        missing(client.deleteSiteVariable(uid, id));

        assertThat(vendor.value(other, LINK_VARIABLE)).hasValue(LINK);
    }

    @Test
    void requestRateCountsOurOwnReads() {
        var before = found(client.requestRate());
        found(client.account());
        found(client.account());

        var after = found(client.requestRate());

        assertThat(after.readCount()).isGreaterThanOrEqualTo(before.readCount() + 2);
        assertThat(after.readLimit()).isPositive();
        assertThat(after.windowSeconds()).isEqualTo(60);
    }

    @Test
    void largestPageIsTold() {
        assertThat(found(client.pageSizeMax())).isEqualTo(250);
    }

    @Test
    void wrongSecretAndUnknownKeyAreRefusedAsCredentials() {
        var right = vendor.administrator();
        var wrongSecret = client(new DattoVendor.KeyPair(right.key(), Secret.of("not-the-secret-of-this-key")));
        var unknownKey = client(new DattoVendor.KeyPair(Secret.of("NOSUCHKEY0000000000"), right.secretKey()));

        assertThat(refused(wrongSecret.account(), Reason.CREDENTIALS)).doesNotContain("not-the-secret");
        refused(unknownKey.sites(null), Reason.CREDENTIALS);
        assertThat(wrongSecret.grantInUse()).isEmpty();
    }

    @Test
    void grantThatWorkedIsTold() {
        found(client.account());

        assertThat(client.grantInUse()).isNotEqualTo(Optional.empty());
    }

    @Test
    void walkOutlivesATokenThatDies() {
        addSites(300);
        var first = found(client.sites(null));
        vendor.forgetTokens();

        var second = found(client.sites(first.next()));

        assertThat(first.rows().size() + second.rows().size())
                .isEqualTo(vendor.siteUids().size());
    }

    @Test
    void keyRevokedInMidWalkIsNotTheEndOfTheList() {
        addSites(300);
        var first = found(client.sites(null));
        vendor.revokeKey();

        refused(client.sites(first.next()), Reason.CREDENTIALS);
    }
}
