package dev.companion.mapper.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CompanyRecordsTest {

    /** A company that was created a moment ago is listed before anybody has read what it is. */
    @Test
    void onlyACompanyThatIsSaidToBeAPartnerIsNoCustomer() {
        assertThat(CompanyRecords.toDomain(company(CompanyType.UNKNOWN)))
                .satisfies(company -> assertThat(company.customer()).isTrue());
        assertThat(CompanyRecords.toDomain(company(CompanyType.CUSTOMER)))
                .satisfies(company -> assertThat(company.customer()).isTrue());
        assertThat(CompanyRecords.toDomain(company(CompanyType.PARTNER)))
                .satisfies(company -> assertThat(company.customer()).isFalse());
    }

    @Test
    void theCompanyAboveIsKeptBesideTheContainer() {
        var company = Company.newBuilder(company(CompanyType.PARTNER))
                .setParentId("container-1")
                .setParentCompanyId("root-1")
                .build();

        assertThat(CompanyRecords.toDomain(company)).satisfies(partner -> {
            assertThat(partner.parentId()).isEqualTo("container-1");
            assertThat(partner.parentCompanyId()).isEqualTo("root-1");
        });
    }

    private static Company company(CompanyType type) {
        return Company.newBuilder()
                .setMetadata(EventMetadatas.of("company-event", Instant.EPOCH, 1, null))
                .setTenantId("acct-1")
                .setCompanyId("c-1")
                .setName("Acme")
                .setType(type)
                .build();
    }
}
