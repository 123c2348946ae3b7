package dev.companion.provisioner.domain;

/** Whose API a call goes to. A breaker, a pause and rejected credentials each concern one tenant at one vendor. */
public enum Vendor {
    GRAVITYZONE("GravityZone"),
    DATTO("Datto RMM");

    private final String words;

    Vendor(String words) {
        this.words = words;
    }

    /** As it is called in a sentence. */
    String words() {
        return words;
    }
}
