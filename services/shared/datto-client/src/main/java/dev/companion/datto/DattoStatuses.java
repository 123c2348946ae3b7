package dev.companion.datto;

import dev.companion.vendor.CallKind;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.Details;
import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Secret;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What each HTTP status of the API means; the table is in the module's README. */
final class DattoStatuses {

    /** Retry-After is likely but not guaranteed; this is the length of the quota's window. */
    static final Duration QUOTA_WINDOW = Duration.ofSeconds(60);

    private final BlockWatch blocks;
    private final Secret[] secrets;

    DattoStatuses(BlockWatch blocks, Secret... secrets) {
        this.blocks = blocks;
        this.secrets = secrets;
    }

    /**
     * The answer itself if it is a success, otherwise what its status means.
     *
     * @param right what the owner of the key must be allowed to do, in the words of Datto RMM's screens
     */
    CallResult<Answered> successOf(CallKind kind, Answered answer, String right) {
        if (answer.isSuccess()) {
            return new Found<>(answer);
        }
        return switch (answer.status()) {
            case 401 ->
                new Refused<>(
                        Reason.CREDENTIALS,
                        detail(
                                answer,
                                "a fresh token was refused: API access may be switched off, or the key's owner disabled"));
            case 403 -> forbidden(answer, right);
            case 404, 410 -> missing(kind, answer);
            case 405 -> new Refused<>(Reason.NOT_OFFERED, detail(answer, "this platform does not offer the call"));
            case 407 -> new Unavailable<>(detail(answer, "the proxy on the way asks for credentials"));
            case 409 -> new Conflict<>(detail(answer, "changed by another client at the same time"));
            case 429 -> tooMany(answer);
            // These two report a timeout and not a decision, so they say nothing about the effect.
            case 408, 499 -> kind.lost(detail(answer, "the call took too long"));
            default -> other(kind, answer);
        };
    }

    private CallResult<Answered> forbidden(Answered answer, String right) {
        return blocks.isBlock(answer)
                ? blocked(answer)
                : new Refused<>(
                        Reason.PERMISSION,
                        detail(
                                answer,
                                "the owner of the key lacks %s: use a key of a user who has it".formatted(right)));
    }

    /** A block of our address, which reaches beyond this account: every tenant behind the address is shut out. */
    <T> CallResult<T> blocked(Answered answer) {
        return new RateLimited<>(
                answer.retryAfter(BlockWatch.BLOCK),
                Scope.HOST,
                detail(answer, "our address is blocked for a while after too many calls"));
    }

    <T> CallResult<T> tooMany(Answered answer) {
        blocks.tooMany();
        return new RateLimited<>(
                answer.retryAfter(QUOTA_WINDOW), Scope.ACCOUNT, detail(answer, "the account's quota is used up"));
    }

    /** An HTML page says nothing about the requested thing: a gateway may have written it. */
    private CallResult<Answered> missing(CallKind kind, Answered answer) {
        var detail = detail(answer, "there is no such thing");
        return kind == CallKind.READ && answer.isWebPage() ? new Unavailable<>(detail) : new Missing<>(detail);
    }

    private CallResult<Answered> other(CallKind kind, Answered answer) {
        if (answer.status() >= 400 && answer.status() < 500) {
            return new Refused<>(Reason.INVALID, detail(answer, "a value was rejected"));
        }
        return kind.lost(
                answer.status() < 400
                        ? detail(answer, "redirected, which is not followed: check the API URL")
                        : detail(answer, "out of order"));
    }

    /** Our sentence, the status, and what the vendor said. */
    String detail(Answered answer, String sentence) {
        var said = LenientJson.parse(answer.body())
                .filter(JsonNode::isObject)
                .map(body -> LenientJson.text(body, "error_description", "message", "detail", "error", "title"))
                .orElseGet(answer::body);
        // Cleaned separately from our sentence, because only its beginning tells a page from a text.
        var cleaned = Details.of(said, secrets);
        return Details.of(
                "%s (Datto RMM, %d%s%s)".formatted(sentence, answer.status(), cleaned.isEmpty() ? "" : ": ", cleaned));
    }
}
