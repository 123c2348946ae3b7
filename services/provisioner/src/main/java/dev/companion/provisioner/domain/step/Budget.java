package dev.companion.provisioner.domain.step;

/** The quota that a call is charged to. Each tenant has one of each, since the vendors count by account and by key. */
public enum Budget {
    /** Every GravityZone call, including creations of companies. */
    GRAVITYZONE(Vendor.GRAVITYZONE),
    /** Creations of companies, which GravityZone also counts in a slower class of their own. */
    GRAVITYZONE_CREATE(Vendor.GRAVITYZONE),
    DATTO_READ(Vendor.DATTO),
    /** Reads of Datto that only verify a ready link, so that they leave room for all others. */
    DATTO_VERIFY(Vendor.DATTO),
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
