package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.read.VendorAccess;
import dev.companion.poller.domain.read.VendorRead;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The reads that the controller has started and that have not ended. */
public final class OutstandingReads {

    /** Takes the result of a read. */
    @FunctionalInterface
    interface ResultHandler {
        void onResult(PollInput.ReadAnswered answered, Instant now);
    }

    private final Consumer<PollEmission> emissions;
    private final Map<Long, ResultHandler> handlers = new HashMap<>();

    private long lastId;

    public OutstandingReads(Consumer<PollEmission> emissions) {
        this.emissions = emissions;
    }

    void start(String tenant, VendorAccess access, VendorRead.Request request, ResultHandler handler) {
        var id = ++lastId;
        handlers.put(id, handler);
        emissions.accept(new PollEmission.ReadStarted(new VendorRead(id, tenant, access, request)));
    }

    public void onResult(PollInput.ReadAnswered answered, Instant now) {
        var handler = handlers.remove(answered.readId());
        if (handler != null) {
            handler.onResult(answered, now);
        }
    }
}
