package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.InstallLinks;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.InstallPackage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of getInstallationLinks. Kits take a while, and a switch decides what is visible of them meanwhile. */
final class KitRows {

    private static final int BUILDING = 1;
    private static final int READY = 2;

    private final World world;

    KitRows(World world) {
        this.world = world;
    }

    boolean isShown(InstallPackage one) {
        return isReady(one) || !world.switches().is(Switch.GZ_LINK_WHILE_BUILDING, "NO_ROW");
    }

    private boolean isReady(InstallPackage one) {
        return world.gravityZone().packages().isReady(one);
    }

    Map<String, @Nullable Object> render(Company company, InstallPackage one) {
        boolean ready = isReady(one);
        var row = Json.object("packageName", one.name(), "companyName", company.name(), "companyId", company.id());
        if (ready || world.switches().is(Switch.GZ_LINK_WHILE_BUILDING, "PRESENT")) {
            row.put("installLinkWindows", InstallLinks.windows(one));
            row.put("installLinkMac", InstallLinks.mac(one));
            row.put("installLinkMacArm", InstallLinks.macArm(one));
            row.put("installLinkMacDownloader", InstallLinks.macDownloader(one));
            row.put("installLinkLinux", InstallLinks.linux(one));
            row.put("fullKitWindowsX32", InstallLinks.fullKit(one, "windows-x32"));
            row.put("fullKitWindowsX64", InstallLinks.fullKit(one, "windows-x64"));
            row.put("fullKitWindowsArm64", InstallLinks.fullKit(one, "windows-arm64"));
            row.put("fullKitLinuxX32", InstallLinks.fullKit(one, "linux-x32"));
            row.put("fullKitLinuxX64", InstallLinks.fullKit(one, "linux-x64"));
            row.put("fullKitLinuxArm64", InstallLinks.fullKit(one, "linux-arm64"));
        }
        if (world.switches().is(Switch.GZ_LINK_STATUS, "ON")) {
            int status = ready ? READY : BUILDING;
            row.put("status", Json.object("windows", status, "mac", status, "linux", status));
        }
        return row;
    }
}
