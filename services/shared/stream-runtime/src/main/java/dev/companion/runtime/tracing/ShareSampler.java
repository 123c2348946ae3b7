package dev.companion.runtime.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Samples a trace with the probability that its context names. All spans of a trace are sampled, or none. */
final class ShareSampler implements Sampler {

    static final ContextKey<Double> SHARE = ContextKey.named("share");

    private ShareSampler() {}

    static Sampler parentBased() {
        return Sampler.parentBased(new ShareSampler());
    }

    @Override
    public SamplingResult shouldSample(
            Context parentContext,
            String traceId,
            String name,
            SpanKind spanKind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        var share = parentContext.get(SHARE);
        return share != null && ThreadLocalRandom.current().nextDouble() < share
                ? SamplingResult.recordAndSample()
                : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "ShareSampler";
    }
}
