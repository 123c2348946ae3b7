package dev.companion.provisioner.domain.step;

import dev.companion.vocabulary.CompanyAction;

/** The kinds of call. Those with an effect follow the at-most-once protocol; the others may be repeated. */
public enum StepKind {
    FIND_COMPANY(Budget.GRAVITYZONE, false),
    CREATE_COMPANY(Budget.GRAVITYZONE_CREATE, true),
    FIND_PACKAGE(Budget.GRAVITYZONE, false),
    CREATE_PACKAGE(Budget.GRAVITYZONE, true),
    READ_PACKAGE_LINK(Budget.GRAVITYZONE, false),
    READ_VARIABLE(Budget.DATTO_READ, false),
    WRITE_VARIABLE(Budget.DATTO_WRITE, true),
    DELETE_VARIABLE(Budget.DATTO_WRITE, true),
    FIND_COMPANIES(Budget.GRAVITYZONE, false),
    READ_LICENCE(Budget.GRAVITYZONE, false),
    COUNT_ENDPOINTS(Budget.GRAVITYZONE, false),
    READ_PACKAGE(Budget.GRAVITYZONE, false),
    UPDATE_PACKAGE(Budget.GRAVITYZONE, true),
    DELETE_PACKAGE(Budget.GRAVITYZONE, true),
    READ_PACKAGE_LINKS(Budget.GRAVITYZONE, false),
    SUSPEND_COMPANY(Budget.GRAVITYZONE, true),
    ACTIVATE_COMPANY(Budget.GRAVITYZONE, true),
    MOVE_COMPANY(Budget.GRAVITYZONE, true),
    DELETE_COMPANY(Budget.GRAVITYZONE, true),
    RENAME_COMPANY(Budget.GRAVITYZONE, true);

    private final Budget budget;
    private final boolean effect;

    StepKind(Budget budget, boolean effect) {
        this.budget = budget;
        this.effect = effect;
    }

    public Budget budget() {
        return budget;
    }

    public Vendor vendor() {
        return budget.vendor();
    }

    /** Whether the call changes something at the vendor. */
    public boolean effect() {
        return effect;
    }

    /** Returns the kind of call that carries out the action. */
    public static StepKind of(CompanyAction action) {
        return switch (action) {
            case SUSPEND -> SUSPEND_COMPANY;
            case ACTIVATE -> ACTIVATE_COMPANY;
            case MOVE -> MOVE_COMPANY;
            case DELETE -> DELETE_COMPANY;
            case RENAME -> RENAME_COMPANY;
            case COUNT -> COUNT_ENDPOINTS;
            case UNKNOWN -> throw new IllegalArgumentException("action UNKNOWN (expected: one of this version)");
        };
    }
}
