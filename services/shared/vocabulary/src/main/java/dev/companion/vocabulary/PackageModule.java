package dev.companion.vocabulary;

/** What a person can switch in an installation package. Antimalware is always on and not among them. */
public enum PackageModule {
    ADVANCED_ANTI_EXPLOIT("advancedAntiExploit", "Advanced Anti-Exploit"),
    ADVANCED_THREAT_CONTROL("advancedThreatControl", "Advanced Threat Control"),
    DEVICE_CONTROL("deviceControl", "device control"),
    FIREWALL("firewall", "firewall"),
    CONTENT_CONTROL("contentControl", "content control"),
    NETWORK_ATTACK_DEFENSE("networkAttackDefense", "network attack defense"),
    POWER_USER("powerUser", "power user");

    private final String property;
    private final String words;

    PackageModule(String property, String words) {
        this.property = property;
        this.words = words;
    }

    /** Its name in records and in the REST API. */
    public String property() {
        return property;
    }

    /** Its name in a sentence. */
    public String words() {
        return words;
    }
}
