package dev.companion.console.config;

import dev.companion.console.requests.RequestLog;
import dev.companion.requests.Request;
import dev.companion.runtime.NotWrittenException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/** Writes requests to their topic, and tells what was not written from what is not known. */
final class TopicRequestLog implements RequestLog {

    private final BiFunction<String, Request, CompletableFuture<Long>> topic;
    private final Duration confirmationMax;

    /** @param topic publishes a request under a key */
    TopicRequestLog(BiFunction<String, Request, CompletableFuture<Long>> topic, Duration confirmationMax) {
        this.topic = topic;
        this.confirmationMax = confirmationMax;
    }

    @Override
    public void append(String key, Request request) {
        try {
            topic.apply(key, request).get(confirmationMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NotWrittenException notWritten
                    ? new RequestNotWritten(notWritten, notWritten.isRetryable())
                    : new RequestNotConfirmed(e);
        } catch (TimeoutException e) {
            throw new RequestNotConfirmed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestNotConfirmed(e);
        }
    }
}
