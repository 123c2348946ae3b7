package dev.companion.poller.topology;

import dev.companion.poller.domain.polling.PollEmission;
import dev.companion.poller.domain.sweep.SweepVerdict;
import dev.companion.runtime.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what the poller decided. */
final class PollLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(PollLog.class);

    private PollLog() {}

    static void log(PollEmission emission) {
        switch (emission) {
            case PollEmission.SweepEnded ended -> log(ended);
            case PollEmission.HealthChanged changed -> log(changed);
            case PollEmission.TenantForgotten(var tenant, var rows) ->
                LOGGER.atInfo()
                        .addKeyValue(LogKeys.TENANT_ID, tenant)
                        .addKeyValue(LogKeys.COUNT, rows)
                        .log("tenant forgotten");
            case PollEmission _ -> {
                // Everything else is in the topics or the metrics.
            }
        }
    }

    private static void log(PollEmission.SweepEnded ended) {
        var event =
                switch (ended.verdict()) {
                    // An operator has to check: either many rows are gone, or this key no longer sees them.
                    case SweepVerdict.Complete(var _, var held) when held -> LOGGER.atWarn();
                    case SweepVerdict.Complete _ -> ended.active() ? LOGGER.atInfo() : LOGGER.atDebug();
                    case SweepVerdict.Suspicious _ -> LOGGER.atWarn();
                    case SweepVerdict.Partial _ -> LOGGER.atInfo();
                };
        event.addKeyValue(LogKeys.TENANT_ID, ended.tenant())
                .addKeyValue(LogKeys.KIND, ended.kind())
                .addKeyValue(LogKeys.VERDICT, PollerMeters.word(ended.verdict()))
                .addKeyValue(LogKeys.COUNT, ended.rows())
                .log("sweep ended");
    }

    private static void log(PollEmission.HealthChanged changed) {
        var gate = changed.health().gate();
        if (changed.before() != gate.state()) {
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, changed.tenant())
                    .addKeyValue(LogKeys.API, changed.vendor())
                    .addKeyValue(LogKeys.FROM, changed.before())
                    .addKeyValue(LogKeys.TO, gate.state())
                    .addKeyValue(LogKeys.DETAIL, gate.detail())
                    .log("api health changed");
        }
    }
}
