package dev.companion.provisioner.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an installation package contains; antimalware is always in it. {@code language} is a locale such as en_US. */
public record PackageProfile(
        boolean advancedAntiExploit,
        boolean advancedThreatControl,
        boolean deviceControl,
        boolean firewall,
        boolean contentControl,
        boolean networkAttackDefense,
        boolean powerUser,
        boolean edrSensor,
        boolean patchManagement,
        boolean exchangeProtection,
        boolean fullDiskEncryption,
        boolean removeCompetitors,
        String language) {

    /** The add-ons that are wanted in it. */
    Set<AddOn> addOns() {
        var wanted = EnumSet.noneOf(AddOn.class);
        add(wanted, edrSensor, AddOn.EDR_SENSOR);
        add(wanted, patchManagement, AddOn.PATCH_MANAGEMENT);
        add(wanted, exchangeProtection, AddOn.EXCHANGE_PROTECTION);
        add(wanted, fullDiskEncryption, AddOn.FULL_DISK_ENCRYPTION);
        return wanted;
    }

    private static void add(Set<AddOn> wanted, boolean on, AddOn addOn) {
        if (on) {
            wanted.add(addOn);
        }
    }

    PackageProfile without(Collection<AddOn> left) {
        return new PackageProfile(
                advancedAntiExploit,
                advancedThreatControl,
                deviceControl,
                firewall,
                contentControl,
                networkAttackDefense,
                powerUser,
                edrSensor && !left.contains(AddOn.EDR_SENSOR),
                patchManagement && !left.contains(AddOn.PATCH_MANAGEMENT),
                exchangeProtection && !left.contains(AddOn.EXCHANGE_PROTECTION),
                fullDiskEncryption && !left.contains(AddOn.FULL_DISK_ENCRYPTION),
                removeCompetitors,
                language);
    }

    /** What another package has otherwise than this one, as it is called in a sentence. */
    List<String> differences(PackageProfile other) {
        var names = new ArrayList<String>();
        differs(names, "Advanced Anti-Exploit", advancedAntiExploit != other.advancedAntiExploit);
        differs(names, "Advanced Threat Control", advancedThreatControl != other.advancedThreatControl);
        differs(names, "device control", deviceControl != other.deviceControl);
        differs(names, "firewall", firewall != other.firewall);
        differs(names, "content control", contentControl != other.contentControl);
        differs(names, "network attack defense", networkAttackDefense != other.networkAttackDefense);
        differs(names, "power user", powerUser != other.powerUser);
        differs(names, AddOn.EDR_SENSOR.words(), edrSensor != other.edrSensor);
        differs(names, AddOn.PATCH_MANAGEMENT.words(), patchManagement != other.patchManagement);
        differs(names, AddOn.EXCHANGE_PROTECTION.words(), exchangeProtection != other.exchangeProtection);
        differs(names, AddOn.FULL_DISK_ENCRYPTION.words(), fullDiskEncryption != other.fullDiskEncryption);
        differs(names, "removal of competitors", removeCompetitors != other.removeCompetitors);
        differs(names, "language", !language.equals(other.language));
        return names;
    }

    private static void differs(List<String> names, String name, boolean differs) {
        if (differs) {
            names.add(name);
        }
    }
}
