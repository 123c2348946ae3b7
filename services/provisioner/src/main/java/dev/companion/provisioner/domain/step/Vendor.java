package dev.companion.provisioner.domain.step;

/**
 * The vendor that a call goes to. A circuit breaker, a pause and rejected credentials each concern one tenant at one
 * vendor.
 */
public enum Vendor {
    GRAVITYZONE("GravityZone"),
    DATTO("Datto RMM");

    private final String words;

    Vendor(String words) {
        this.words = words;
    }

    /** Its name in a sentence. */
    public String words() {
        return words;
    }
}
