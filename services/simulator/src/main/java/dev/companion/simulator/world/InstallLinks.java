package dev.companion.simulator.world;

import dev.companion.simulator.world.row.InstallPackage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The addresses of a package's installers. They name a host that does not exist and never change within one revision.
 */
public final class InstallLinks {

    private static final String HOST = "https://cloudgz.gravityzone.example";

    private InstallLinks() {}

    /** The small Windows downloader; its file name carries the package token in square brackets. */
    public static String windows(InstallPackage one) {
        return HOST + "/Packages/BSTWIN/0/setupdownloader_[" + token(one) + "].exe";
    }

    public static String mac(InstallPackage one) {
        return HOST + "/Packages/MAC/0/antivirus_for_mac_[" + token(one) + "].pkg";
    }

    public static String macArm(InstallPackage one) {
        return HOST + "/Packages/MAC/0/antivirus_for_mac_arm_[" + token(one) + "].pkg";
    }

    public static String macDownloader(InstallPackage one) {
        return HOST + "/Packages/MAC/0/setupdownloader_[" + token(one) + "].dmg";
    }

    public static String linux(InstallPackage one) {
        return HOST + "/Packages/BSTNIX/0/" + one.id() + "/installer";
    }

    public static String fullKit(InstallPackage one, String kit) {
        return HOST + "/Packages/" + kit + "/" + one.id() + "/" + one.revision() + "/kit";
    }

    private static String token(InstallPackage one) {
        String text = HOST + "/Packages/?lang=" + one.language() + "|" + one.id() + "|" + one.revision();
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
