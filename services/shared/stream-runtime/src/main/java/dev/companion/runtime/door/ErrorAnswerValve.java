package dev.companion.runtime.door;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers failures that never reach Spring, such as an address that cannot be decoded, in place of Tomcat's page. */
public final class ErrorAnswerValve extends ErrorReportValve {

    private static final Logger LOGGER = LoggerFactory.getLogger(ErrorAnswerValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported() || !mayWrite(response)) {
            return;
        }
        var refusal = Refusal.ofStatus(status);
        var answer = RefusalAnswer.of(request, refusal);
        answer.putHeaders(response, refusal);
        try {
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(answer.text());
                response.finishResponse();
            }
        } catch (IOException e) {
            LOGGER.atDebug().log("client went away");
        }
    }

    private static boolean mayWrite(Response response) {
        var allowed = new AtomicBoolean(false);
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}
