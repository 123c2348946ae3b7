package dev.companion.contract;

import static dev.companion.contract.Outcomes.found;
import static dev.companion.contract.Outcomes.missing;
import static dev.companion.contract.Outcomes.refused;
import static dev.companion.contract.Outcomes.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.GravityZoneCompanies.CompanyFolder;
import dev.companion.gravityzone.GravityZoneCompanies.CompanyRef;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of companies, how the tree is read, and walks through it that go wrong. */
abstract class GravityZoneCompaniesContract extends GravityZoneClientContract {

    @Test
    void companyLivesFromCreationToDeletion() {
        var id = found(client.createCompany("Life Ltd", null));

        found(client.renameCompany(id, "Life & Söhne 株式会社"));
        assertThat(kept(id).name()).isEqualTo("Life & Söhne 株式会社");
        assertThat(found(client.company(id)).name()).isEqualTo("Life & Söhne 株式会社");

        found(client.suspendCompany(id, false));
        assertThat(kept(id).suspended()).isTrue();
        assertThat(found(client.company(id)).suspended()).isTrue();
        found(client.activateCompany(id, false));
        assertThat(kept(id).suspended()).isFalse();
        assertThat(found(client.company(id)).suspended()).isFalse();

        found(client.deleteCompany(id));
        assertThat(vendor.keptCompany(id)).isEmpty();
        missing(client.company(id));
        missing(client.deleteCompany(id));
        missing(client.renameCompany(id, "Too late Ltd"));
        missing(client.suspendCompany(id, true));
        missing(client.activateCompany(id, true));
        assertThat(GravityZoneClientContract.<Company>walked(client::companies))
                .extracting(Company::id)
                .doesNotContain(id);
    }

    @Test
    void companyIsMovedWithinTheTree() {
        var partner = vendor.addPartner("Partner North");
        var id = vendor.addCompany("Removal Ltd");

        var result = client.moveCompany(id, partner);

        if (vendor.movesAreOffered()) {
            found(result);
            assertThat(kept(id).parentId()).isEqualTo(partner);
            assertThat(found(client.company(id)).parentId()).isEqualTo(partner);
            assertThat(vendor.companyIds()).contains(id);
        } else {
            refused(result, Reason.NOT_OFFERED);
            assertThat(kept(id).parentId()).isEqualTo(vendor.ownCompanyId());
        }
    }

    @Test
    void companyIsNeitherMovedOutOfReachNorFetchedBack() {
        var here = vendor.addCompany("Here Ltd");
        var gone = vendor.addCompany("There Ltd");
        vendor.moveOutside(gone);

        assertThat(client.moveCompany(here, vendor.foreignCompanyId())).isInstanceOf(Refused.class);
        assertThat(client.moveCompany(gone, vendor.ownCompanyId())).isInstanceOf(Refused.class);

        assertThat(kept(here).parentId()).isEqualTo(vendor.ownCompanyId());
        assertThat(kept(gone).parentId()).isEqualTo(vendor.foreignCompanyId());
    }

    @Test
    void nameInUseIsToldByARenameToo() {
        var id = vendor.addCompany("Before Ltd");
        vendor.addCompany("Visible Ltd");
        vendor.addForeignCompany("Invisible Ltd");

        refused(client.renameCompany(id, "Visible Ltd"), Reason.NAME_TAKEN);
        refused(client.renameCompany(id, "Invisible Ltd"), Reason.NAME_TAKEN);
        refused(client.renameCompany(id, "x".repeat(65)), Reason.INVALID);
        refused(client.renameCompany(id, "<b>Bold</b>"), Reason.INVALID);

        assertThat(kept(id).name()).isEqualTo("Before Ltd");
    }

    @Test
    void renameChangesNothingElse() {
        var partner = vendor.addPartner("Renamed Partner");
        var id = vendor.addCompany(partner, "Plain Ltd");
        vendor.suspend(id);

        found(client.renameCompany(id, "Fancy Ltd"));

        assertThat(kept(id)).isEqualTo(new GravityZoneVendor.KeptCompany("Fancy Ltd", partner, true));
    }

    @Test
    void partnerWithCompaniesBelowIsKeptAndNotReportedAsGone() {
        var partner = vendor.addPartner("Partner South");
        var child = vendor.addCompany(partner, "Child Ltd");

        refused(client.deleteCompany(partner), Reason.INVALID);

        assertThat(vendor.keptCompany(partner)).isPresent();
        found(client.deleteCompany(child));
        found(client.deleteCompany(partner));
        assertThat(vendor.keptCompany(partner)).isEmpty();
    }

    @Test
    void suspensionReachesBelowOnlyWhereItIsAskedTo() {
        var partner = vendor.addPartner("Partner West");
        var child = vendor.addCompany(partner, "Child Ltd");

        found(client.suspendCompany(partner, false));
        assertThat(kept(partner).suspended()).isTrue();
        assertThat(kept(child).suspended()).isFalse();

        found(client.suspendCompany(partner, true));
        assertThat(kept(child).suspended()).isTrue();

        found(client.activateCompany(partner, true));
        assertThat(kept(partner).suspended()).isFalse();
        assertThat(kept(child).suspended()).isFalse();
    }

    @Test
    void treeIsReadOneLevelAtATimeAndACustomerHasNone() {
        var partner = vendor.addPartner("Partner East");
        var child = vendor.addCompany(partner, "Grandchild Ltd");
        var folder = vendor.addFolder("Städte");
        var filed = vendor.addCompany(folder, "Filed Ltd");

        assertThat(found(client.childCompanies(null)))
                .contains(new CompanyRef(partner, "Partner East"))
                .extracting(CompanyRef::id)
                .doesNotContain(child, filed, vendor.ownCompanyId());
        assertThat(found(client.childCompanies(vendor.ownCompanyId()))).isEqualTo(found(client.childCompanies(null)));
        assertThat(found(client.childCompanies(partner))).containsExactly(new CompanyRef(child, "Grandchild Ltd"));
        assertThat(found(client.companyFolders(null))).contains(new CompanyFolder(folder, "Städte"));
        assertThat(found(client.childCompanies(folder))).containsExactly(new CompanyRef(filed, "Filed Ltd"));
        assertThat(found(client.companyFolders(partner))).isEmpty();
        assertThat(found(client.childCompanies(child))).isEmpty();
        assertThat(found(client.companyFolders(child))).isEmpty();
    }

    @Test
    void endpointsWithAnAgentAreCountedAtEveryDepth() {
        var partner = vendor.addPartner("Partner Centre");
        var child = vendor.addCompany(partner, "Busy Ltd");
        vendor.setAgents(child, 7);
        vendor.setAgents(vendor.addCompany(partner, "Busier Ltd"), 40);

        assertThat(found(client.endpointCount(child))).isEqualTo(7);
        assertThat(found(client.endpointCount(partner))).isEqualTo(47);
        assertThat(found(client.endpointCount(vendor.addCompany("Idle Ltd")))).isZero();
        missing(client.endpointCount(NOBODY));
    }

    @Test
    void emptyPageInMidWalkIsNoEndOfTheList() {
        for (int i = 0; i < 2_001; i++) {
            vendor.addCompany("Customer %04d".formatted(i));
        }
        var first = found(client.companies(null));
        vendor.emptyPages(GravityZoneVendor.LIST_COMPANIES);

        unavailable(client.companies(first.next()));

        vendor.calm();
        assertThat(found(client.companies(first.next())).rows()).hasSize(vendor.inventoryPage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void pageThatShiftsInMidWalkShowsInTheTotal(int rows) {
        for (int i = 0; i < 1_100; i++) {
            vendor.addCompany("Customer %04d".formatted(i));
        }
        var first = found(client.companies(null));
        long total = Objects.requireNonNull(first.total());
        var seen = new ArrayList<Company>(first.rows());
        vendor.shiftPages(GravityZoneVendor.LIST_COMPANIES, rows);

        for (PageCursor cursor = first.next(); cursor != null; ) {
            var page = found(client.companies(cursor));
            seen.addAll(page.rows());
            cursor = page.next();
        }

        assertThat(total).isEqualTo(vendor.companyIds().size());
        assertThat((long) seen.size()).isEqualTo(total - rows);
        var ids = new HashSet<>(seen.stream().map(Company::id).toList());
        assertThat((long) ids.size()).isEqualTo(total - Math.max(0, rows));
    }

    private GravityZoneVendor.KeptCompany kept(String id) {
        return vendor.keptCompany(id).orElseThrow();
    }
}
