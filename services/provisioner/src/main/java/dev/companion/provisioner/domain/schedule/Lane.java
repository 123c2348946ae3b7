package dev.companion.provisioner.domain.schedule;

import dev.companion.provisioner.domain.plan.Plan;
import dev.companion.provisioner.domain.step.Budget;
import dev.companion.provisioner.domain.step.Step;

/** Where a link waits for its next call: by the budget of the call, and by whether many calls can be made as one. */
public enum Lane {
    GRAVITYZONE(Budget.GRAVITYZONE),
    /** Proofs that a company's name is free: one walk over all companies can give many. */
    NAMES(Budget.GRAVITYZONE),
    /** Links of packages: one listing has all of them. */
    KITS(Budget.GRAVITYZONE),
    CREATE(Budget.GRAVITYZONE_CREATE),
    DATTO_READ(Budget.DATTO_READ),
    /** Reads of the variables of ready links. */
    VERIFY(Budget.DATTO_VERIFY),
    DATTO_WRITE(Budget.DATTO_WRITE);

    private final Budget budget;

    Lane(Budget budget) {
        this.budget = budget;
    }

    public Budget budget() {
        return budget;
    }

    /** @param alone whether the call is made for this link alone */
    public static Lane of(Plan.Take take, boolean alone) {
        return switch (take.step()) {
            case Step.FindCompanyByName _ when !alone && take.depth() == Plan.DEPTH_FIND_COMPANY -> NAMES;
            case Step.ReadPackageLink _ when !alone -> KITS;
            case Step.ReadVariable _ when take.depth() == Plan.DEPTH_VERIFY -> VERIFY;
            case Step step ->
                switch (step.kind().budget()) {
                    case GRAVITYZONE -> GRAVITYZONE;
                    case GRAVITYZONE_CREATE -> CREATE;
                    case DATTO_READ -> DATTO_READ;
                    case DATTO_VERIFY -> VERIFY;
                    case DATTO_WRITE -> DATTO_WRITE;
                };
        };
    }
}
