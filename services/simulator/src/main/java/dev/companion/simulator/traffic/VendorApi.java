package dev.companion.simulator.traffic;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.http.Request;
import dev.companion.simulator.world.row.Fault;
import java.time.Duration;

/** A vendor's API behind its {@link VendorDoor}. */
public interface VendorApi {

    /** {@code datto} or {@code gravityzone}. */
    String name();

    /** The window in which this vendor counts requests. */
    Duration window();

    /** Identifies the call and the caller; without any effect, and for every request. */
    Call identify(Request request);

    /** Performs the call. Every effect is durable when this returns. */
    Answer answer(Call call);

    /** The vendor's own answer for an injected RATE_LIMIT, PERMISSION_LOSS or JSON_RPC_ERROR. */
    Answer refuse(Call call, Fault fault);
}
