package dev.companion.datto;

import dev.companion.datto.DattoRmmClient.RequestRate;
import dev.companion.vendor.HttpCall;
import dev.companion.vendor.VendorCount;
import dev.companion.vendor.VendorCount.Used;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the platform counts calls: the counters that each call belongs to, and the counts that it reports. */
final class CountedCalls {

    private static final Pattern SITE_VARIABLE = Pattern.compile("/api/v2/site/[^/]+/variable(?:/[^/]+)?");

    private static final Map<String, DattoLane> BY_OPERATION = Map.of(
            "site-variable-create", DattoLane.SITE_VARIABLE_CREATE,
            "site-variable-update", DattoLane.SITE_VARIABLE_UPDATE,
            "site-variable-delete", DattoLane.SITE_VARIABLE_DELETE);

    /** What some clients call the counter of creations; it counts updates too where these have no counter of their own. */
    private static final String SET = "site-variable-set";

    /** Some accounts still have a single counter for reads and writes. */
    private volatile boolean joint;

    /** Creations and updates of variables count in one. */
    private volatile boolean setIsJoint;

    Set<DattoLane> lanesOf(HttpCall call) {
        if (call.method().equals("GET")) {
            return EnumSet.of(DattoLane.READ);
        }
        var lanes = EnumSet.of(joint ? DattoLane.READ : DattoLane.WRITE);
        if (SITE_VARIABLE.matcher(call.pathAndQuery()).matches()) {
            switch (call.method()) {
                case "PUT", "POST" -> {
                    if (setIsJoint || call.method().equals("PUT")) {
                        lanes.add(DattoLane.SITE_VARIABLE_CREATE);
                    }
                    if (setIsJoint || call.method().equals("POST")) {
                        lanes.add(DattoLane.SITE_VARIABLE_UPDATE);
                    }
                }
                case "DELETE" -> lanes.add(DattoLane.SITE_VARIABLE_DELETE);
                default -> {}
            }
        }
        return lanes;
    }

    VendorCount<DattoLane> counted(RequestRate rate) {
        joint = rate.writeLimit() == null;
        var lanes = new EnumMap<DattoLane, Used>(DattoLane.class);
        lanes.put(DattoLane.READ, new Used(rate.readLimit(), rate.readCount()));
        if (rate.writeLimit() != null) {
            lanes.put(DattoLane.WRITE, new Used(rate.writeLimit(), orNothing(rate.writeCount())));
        }
        BY_OPERATION.forEach((operation, lane) -> {
            var told = rate.operationWriteStatus().get(operation);
            if (told != null) {
                lanes.put(lane, new Used(told.limit(), orNothing(told.count())));
            }
        });
        var set = rate.operationWriteStatus().get(SET);
        setIsJoint = set != null && !lanes.containsKey(DattoLane.SITE_VARIABLE_UPDATE);
        if (set != null) {
            var used = new Used(set.limit(), orNothing(set.count()));
            lanes.putIfAbsent(DattoLane.SITE_VARIABLE_CREATE, used);
            lanes.putIfAbsent(DattoLane.SITE_VARIABLE_UPDATE, used);
        }
        return new VendorCount<>(lanes);
    }

    private static int orNothing(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
