package dev.companion.simulator.gravityzone;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The objects of a package besides its modules and roles: what may be in them, and in which combination. */
final class PackageOptions {

    private static final Set<Integer> SCAN_TYPES = Set.of(1, 2);
    private static final int CUSTOM_SCAN = 2;
    private static final Set<Integer> SCAN_MAIN = Set.of(1, 2, 3);
    private static final Set<Integer> SCAN_FALLBACK = Set.of(2, 3);
    private static final Set<Integer> DEPLOYMENT_TYPES = Set.of(1, 2);
    private static final int VIA_RELAY = 2;

    private PackageOptions() {}

    /** As it was sent, to be kept; null if it was not. */
    static @Nullable JsonNode settings(Params params) {
        JsonNode settings = params.objectOrNull("settings");
        Params checked = params.object("settings");
        checked.bit("scanBeforeInstall");
        checked.bit("removeCompetitors");
        checked.text("uninstallPassword");
        checked.text("customInstallationPath");
        checked.text("customGroupId");
        checked.text("vmsCustomGroupId");
        checked.done();
        return settings;
    }

    /** Automatic, or custom with a mode for each kind of machine. */
    static @Nullable JsonNode scanMode(Params params) {
        JsonNode sent = params.objectOrNull("scanMode");
        Params mode = params.object("scanMode");
        int type = mode.numberOf("type", 1, SCAN_TYPES);
        for (String machines : new String[] {"computers", "vms", "ec2"}) {
            if (type != CUSTOM_SCAN && mode.has(machines)) {
                throw mode.invalid(machines, "it belongs to type 2 alone");
            }
            Params each = mode.object(machines);
            if (mode.has(machines)) {
                if (!each.has("main")) {
                    throw each.missing("main");
                }
                each.numberOf("main", 0, SCAN_MAIN);
                each.numberOf("fallback", 2, SCAN_FALLBACK);
            }
            each.done();
        }
        if (type == CUSTOM_SCAN) {
            for (String machines : new String[] {"computers", "vms"}) {
                if (!mode.has(machines)) {
                    throw mode.missing(machines);
                }
            }
        }
        mode.done();
        return sent;
    }

    static @Nullable JsonNode deployment(Params params) {
        JsonNode sent = params.objectOrNull("deploymentOptions");
        Params options = params.object("deploymentOptions");
        int type = options.numberOf("type", 1, DEPLOYMENT_TYPES);
        Optional<String> relay = options.text("relayId");
        if ((type == VIA_RELAY) != relay.isPresent()) {
            throw options.invalid("relayId", "it belongs to type 2 alone, and is required there");
        }
        boolean proxy = options.bit("useCommunicationProxy").orElse(0) == 1;
        if (proxy && !options.has("proxyServer")) {
            throw options.missing("proxyServer");
        }
        options.text("proxyServer");
        options.number("proxyPort");
        options.text("proxyUsername");
        options.text("proxyPassword");
        boolean server = options.bit("useCustomCommunicationServer").orElse(0) == 1;
        if (server && !options.has("communicationServer")) {
            throw options.missing("communicationServer");
        }
        options.text("communicationServer");
        options.done();
        return sent;
    }
}
