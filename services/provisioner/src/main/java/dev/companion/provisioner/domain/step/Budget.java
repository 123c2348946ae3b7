package dev.companion.provisioner.domain.step;

/** What a call is charged to. Each tenant has one of each, since the vendors count by account and by key. */
public enum Budget {
    /** Every GravityZone call, creating a company included. */
    GRAVITYZONE(Vendor.GRAVITYZONE),
    /** Creating companies, which GravityZone counts in a slower class of its own as well. */
    GRAVITYZONE_CREATE(Vendor.GRAVITYZONE),
    DATTO_READ(Vendor.DATTO),
    /** Creating, changing and deleting site variables. */
    DATTO_WRITE(Vendor.DATTO);

    private final Vendor vendor;

    Budget(Vendor vendor) {
        this.vendor = vendor;
    }

    public Vendor vendor() {
        return vendor;
    }
}
