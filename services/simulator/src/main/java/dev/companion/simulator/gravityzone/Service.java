package dev.companion.simulator.gravityzone;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of one service by name. */
interface Service {

    /** Returns the result, null for a void method; throws {@link JsonRpcError} to refuse. */
    @FunctionalInterface
    interface Method {
        @Nullable Object call(Caller caller, Params params);
    }

    String name();

    /** @param newer true for version 1.1, which has a few methods only */
    Map<String, Method> methods(boolean newer);
}
