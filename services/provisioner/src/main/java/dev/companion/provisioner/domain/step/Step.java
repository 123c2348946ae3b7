package dev.companion.provisioner.domain.step;

import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call to a vendor, with everything that it needs. */
public sealed interface Step {

    /** The one site variable that Companion owns. */
    String VARIABLE_NAME = "GravityZonePackageLink";

    StepKind kind();

    /** Returns the read that shows whether this step has taken effect; a read returns itself. */
    default Step probe() {
        return this;
    }

    /** Finds all companies of this name that the key can see; see {@code CompanyName.key}. */
    record FindCompanyByName(String name) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.FIND_COMPANY;
        }
    }

    /** @param expectedParent company or folder; the outcome says whether the company is in it. Null for none */
    record FindCompanyById(String companyId, @Nullable String expectedParent) implements Step {

        public FindCompanyById(String companyId) {
            this(companyId, null);
        }

        @Override
        public StepKind kind() {
            return StepKind.FIND_COMPANY;
        }
    }

    record CreateCompany(String name, String parentId) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.CREATE_COMPANY;
        }

        @Override
        public Step probe() {
            return new FindCompanyByName(name);
        }
    }

    record FindPackage(String companyId, String packageName) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.FIND_PACKAGE;
        }
    }

    record CreatePackage(String companyId, String packageName, PackageProfile profile) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.CREATE_PACKAGE;
        }

        @Override
        public Step probe() {
            return new FindPackage(companyId, packageName);
        }
    }

    record ReadPackageLink(String companyId, String packageName) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.READ_PACKAGE_LINK;
        }
    }

    /** Reads the site's variables named {@link #VARIABLE_NAME}. */
    record ReadVariable() implements Step {
        @Override
        public StepKind kind() {
            return StepKind.READ_VARIABLE;
        }
    }

    /** @param variableId the variable to change; null to create it */
    record WriteVariable(@Nullable Long variableId, String value) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.WRITE_VARIABLE;
        }

        @Override
        public Step probe() {
            return new ReadVariable();
        }
    }

    record DeleteVariable(long variableId) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.DELETE_VARIABLE;
        }

        @Override
        public Step probe() {
            return new ReadVariable();
        }
    }

    /** Finds all companies of one of these names that the key can see, in one walk over all companies. */
    record FindCompanies(List<String> names) implements Step {

        public FindCompanies {
            names = List.copyOf(names);
        }

        @Override
        public StepKind kind() {
            return StepKind.FIND_COMPANIES;
        }
    }

    /** Reads which add-ons the company's licence lacks. */
    record ReadLicence(String companyId) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.READ_LICENCE;
        }
    }

    /** Counts the machines with an agent in the company. */
    record CountEndpoints(String companyId) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.COUNT_ENDPOINTS;
        }
    }

    /** @param wanted the content that the package is to have; used for whatever the vendor does not say */
    record ReadPackage(String companyId, String packageId, PackageProfile wanted) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.READ_PACKAGE;
        }
    }

    /** @param packageName its current name, which it keeps */
    record UpdatePackage(String companyId, String packageId, String packageName, PackageProfile profile)
            implements Step {
        @Override
        public StepKind kind() {
            return StepKind.UPDATE_PACKAGE;
        }

        @Override
        public Step probe() {
            return new ReadPackage(companyId, packageId, profile);
        }
    }

    record DeletePackage(String companyId, String packageId, String packageName) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.DELETE_PACKAGE;
        }

        @Override
        public Step probe() {
            return new FindPackage(companyId, packageName);
        }
    }

    /** A package, named by the company that it is in. */
    record NamedPackage(String companyId, String name) {}

    /** Reads the links of all these packages, in one listing of the links of all companies. */
    record ReadPackageLinks(List<NamedPackage> packages) implements Step {

        public ReadPackageLinks {
            packages = List.copyOf(packages);
        }

        @Override
        public StepKind kind() {
            return StepKind.READ_PACKAGE_LINKS;
        }
    }

    /**
     * Carries out what a person decided about a company.
     *
     * @param parentId the new parent; null unless the action moves it
     * @param newName null unless the action renames it
     */
    record ChangeCompany(
            CompanyAction action,
            String companyId,
            @Nullable String parentId,
            @Nullable String newName) implements Step {

        public ChangeCompany(CompanyAction action, String companyId, @Nullable String parentId) {
            this(action, companyId, parentId, null);
        }

        @Override
        public StepKind kind() {
            return StepKind.of(action);
        }

        @Override
        public Step probe() {
            return new FindCompanyById(companyId, parentId);
        }
    }
}
