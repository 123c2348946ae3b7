package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A uid as a part of a path. The platform may put anything in it; it must stay one path segment. */
final class PathStep {

    private PathStep() {}

    /** @param what the thing that the uid identifies, for people */
    static CallResult<String> after(String path, String uid, String what) {
        var step = uid.strip();
        if (step.isEmpty() || step.equals(".") || step.equals("..")) {
            return new Refused<>(Reason.INVALID, "the uid of a %s must not be empty".formatted(what));
        }
        return new Found<>(
                path + "/" + URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
