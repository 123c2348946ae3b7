package dev.companion.provisioner.domain;

import org.jspecify.annotations.Nullable;

/** One call to a vendor with all that it needs. */
public sealed interface Step {

    StepKind kind();

    /** The read that shows whether this step's effect is there; a read is its own. */
    Step find();

    /** All companies of exactly this name that the key can see. */
    record FindCompanyByName(String name) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.FIND_COMPANY;
        }

        @Override
        public Step find() {
            return this;
        }
    }

    record FindCompanyById(String companyId) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.FIND_COMPANY;
        }

        @Override
        public Step find() {
            return this;
        }
    }

    record CreateCompany(String name, String parentId) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.CREATE_COMPANY;
        }

        @Override
        public Step find() {
            return new FindCompanyByName(name);
        }
    }

    record FindPackage(String companyId, String packageName) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.FIND_PACKAGE;
        }

        @Override
        public Step find() {
            return this;
        }
    }

    record CreatePackage(String companyId, String packageName, PackageProfile profile) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.CREATE_PACKAGE;
        }

        @Override
        public Step find() {
            return new FindPackage(companyId, packageName);
        }
    }

    record ReadPackageLink(String companyId, String packageName) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.READ_PACKAGE_LINK;
        }

        @Override
        public Step find() {
            return this;
        }
    }

    /** The site's variables named {@link Desired#VARIABLE_NAME}. */
    record ReadVariable() implements Step {
        @Override
        public StepKind kind() {
            return StepKind.READ_VARIABLE;
        }

        @Override
        public Step find() {
            return this;
        }
    }

    /** @param variableId the variable to change; null to create it */
    record WriteVariable(@Nullable Long variableId, String value) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.WRITE_VARIABLE;
        }

        @Override
        public Step find() {
            return new ReadVariable();
        }
    }

    record DeleteVariable(long variableId) implements Step {
        @Override
        public StepKind kind() {
            return StepKind.DELETE_VARIABLE;
        }

        @Override
        public Step find() {
            return new ReadVariable();
        }
    }
}
