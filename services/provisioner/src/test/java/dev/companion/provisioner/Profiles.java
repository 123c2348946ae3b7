package dev.companion.provisioner;

import dev.companion.vocabulary.PackageProfile;
import java.util.List;

/** Package profiles for tests. */
public final class Profiles {

    private static final List<String> PROPERTIES = List.of(
            "advancedAntiExploit",
            "advancedThreatControl",
            "deviceControl",
            "firewall",
            "contentControl",
            "networkAttackDefense",
            "powerUser",
            "edrSensor",
            "patchManagement",
            "exchangeProtection",
            "fullDiskEncryption");

    private Profiles() {}

    /** @param on for each of {@link #PROPERTIES} in order, and at the end whether competitors are removed */
    public static PackageProfile of(String language, boolean... on) {
        return PackageProfile.read(property -> on[PROPERTIES.indexOf(property)], on[PROPERTIES.size()], language);
    }
}
