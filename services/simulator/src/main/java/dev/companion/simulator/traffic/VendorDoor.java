package dev.companion.simulator.traffic;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.http.HttpPort;
import dev.companion.simulator.http.Reply;
import dev.companion.simulator.http.Request;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receives every request to a vendor: applies faults, keeps the journal, and passes the request to the API. */
public final class VendorDoor implements HttpPort.Handler {

    private static final long GIBIBYTE = 1L << 30;

    private final VendorApi api;
    private final World world;
    private final RequestJournal journal;

    public VendorDoor(VendorApi api, World world, RequestJournal journal) {
        this.api = api;
        this.world = world;
        this.journal = journal;
    }

    @Override
    public Reply handle(Request request) {
        Call call = api.identify(request);
        Instant now = world.now();
        journal.arrived(call, api.name(), api.window(), now);
        List<Fault> hits = world.faults().hitBy(api.name(), call.method(), call.account(), call::carries);
        Fault fault = null;
        for (Fault hit : hits) {
            if (hit.kind() == FaultKind.LATENCY) {
                pause(hit.number("millis", 1_000));
            } else {
                fault = hit;
            }
        }
        Reply reply = fault == null ? Reply.whole(api.answer(call)) : spoil(call, fault);
        boolean cut = reply.way() == Reply.Way.NOTHING;
        journal.answered(
                call,
                api.name(),
                now,
                cut ? 0 : reply.answer().status(),
                cut ? null : reply.answer().error(),
                hits.isEmpty() ? null : hits.getLast().kind().name());
        return reply;
    }

    private Reply spoil(Call call, Fault fault) {
        Answer regular = fault.afterEffect() ? api.answer(call) : null;
        return switch (fault.kind()) {
            case LATENCY -> throw new IllegalStateException("a delay is not an answer");
            case RESET_BEFORE -> new Reply(Answer.empty(200), Reply.Way.NOTHING, 0);
            case RESET_AFTER -> new Reply(regular(call, regular), Reply.Way.NOTHING, 0);
            case CUT_BODY -> new Reply(regular(call, regular), Reply.Way.HALF, 0);
            case SLOW_DRIP -> new Reply(regular(call, regular), Reply.Way.SLOW_DRIP, fault.number("millis", 1_000));
            case HUGE_BODY -> new Reply(regular(call, regular), Reply.Way.HUGE_BODY, fault.number("bytes", GIBIBYTE));
            case EMPTY_PAGE -> Reply.whole(api.answer(call.withEmptyPage()));
            case PAGE_SHIFT -> Reply.whole(api.answer(call.withPageShift((int) fault.number("rows", 1))));
            case STATUS ->
                Reply.whole(withRetryAfter(
                        fault,
                        Answer.text((int) fault.number("status", 500), "application/json", fault.text("body", ""))));
            case HTML ->
                Reply.whole(withRetryAfter(
                        fault,
                        Answer.html((int) fault.number("status", 200), fault.text("body", "Scheduled maintenance"))));
            case RATE_LIMIT, PERMISSION_LOSS, JSON_RPC_ERROR -> Reply.whole(api.refuse(call, fault));
        };
    }

    private static Answer withRetryAfter(Fault fault, Answer answer) {
        var seconds = fault.number("retryAfter", 0);
        return seconds == 0 ? answer : answer.with("Retry-After", Long.toString(seconds));
    }

    private Answer regular(Call call, @Nullable Answer done) {
        return done == null ? api.answer(call) : done;
    }

    /** Waits in real time, whatever the world's clock says. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
