package dev.companion.provisioner.domain.step;

/** Whose API a call goes to. A breaker, a pause and rejected credentials each concern one tenant at one vendor. */
public enum Vendor {
    GRAVITYZONE("GravityZone"),
    DATTO("Datto RMM");

    private final String words;

    Vendor(String words) {
        this.words = words;
    }

    /** As it is called in a sentence. */
    public String words() {
        return words;
    }
}
