package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneApi;
import dev.companion.vendor.CallKind;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
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
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What each error code and each HTTP status of the API means; the tables are in the module's README. */
final class RpcErrors {

    /** The vendor's limits are per second and per minute; this is a pause between the two if it names none. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Pattern BAD_KEY = Pattern.compile("(?i)invalid api key");
    private static final Pattern IN_USE = Pattern.compile("(?i)\\b(exist(s|ing)?|unique|already|in use|duplicate)\\b");
    private static final Pattern NOT_THERE =
            Pattern.compile("(?i)\\b(not|n't|no longer)\\s+(exist|found|in use)|not\\s+already");

    /** An objection to the id itself, or to the thing that it identifies; not to other properties of the thing. */
    private static final Pattern NO_SUCH_ID = Pattern.compile("(?i)'(id|companyId|packageId|accountId)'"
            + "|\\b(company|package|account|items?|target)( is| are| was| were| does)? (not|no longer)"
            + " (exist|exists|found|available|valid)\\b|\\btarget is invalid\\b");

    /** Without details there is only the message, which is the same for every -32602. */
    private static final Pattern NO_WORDS = Pattern.compile("(?i)\\s*(invalid params\\.?)?\\s*");

    private static final Pattern NAMES_THE_NAME = Pattern.compile("(?i)\\b(company ?)?name\\b");
    private static final Pattern LENGTH =
            Pattern.compile("(?i)\\b(characters?|length|long(er)?|at most|exceeds?|max\\w*)\\b");

    private final Secret apiKey;

    RpcErrors(Secret apiKey) {
        this.apiKey = apiKey;
    }

    /** The meaning of the {@code error} object in an answer that is no server failure. */
    <T> CallResult<T> ofError(RpcMethod method, Answered answer, JsonNode error) {
        var code = Objects.requireNonNullElse(LenientJson.count(error, "code"), 0);
        var said = saidIn(error);
        return switch (code) {
            case -32700, -32600 -> new Refused<>(Reason.INVALID, detail("the request was not understood", code, said));
            case -32601 ->
                new Refused<>(
                        Reason.NOT_OFFERED,
                        detail(method.name() + " is not offered here, or not to this key", code, said));
            case -32602 -> invalidParams(method, code, said);
            case -32001 ->
                new Refused<>(Reason.PERMISSION, detail("the owner of the key may not see or do this", code, said));
            case -32002 -> new Missing<>(detail("there is no such thing", code, said), true);
            case -32003 ->
                new RateLimited<>(
                        answer.retryAfter(PAUSE), Scope.ACCOUNT, detail("too many calls with this key", code, said));
            case -32000 -> serverError(method, code, said);
            default -> method.kind().lost(detail("out of order", code, said));
        };
    }

    private <T> CallResult<T> invalidParams(RpcMethod method, int code, String said) {
        return switch (method.onInvalidParams()) {
            case NOTHING_THERE -> gone(code, said);
            case NAME_MAYBE_TAKEN -> isNameTaken(method, said) ? taken(code, said) : rejected(code, said);
            case NOTHING_THERE_OR_NAME_TAKEN -> {
                if (NO_SUCH_ID.matcher(said).find()) {
                    yield gone(code, said);
                }
                yield isNameTaken(method, said) ? taken(code, said) : rejected(code, said);
            }
            // "Missing" would let the caller believe that a partner with companies below it has been deleted.
            case NOTHING_THERE_OR_KEPT ->
                NO_WORDS.matcher(said).matches() || NO_SUCH_ID.matcher(said).find()
                        ? gone(code, said)
                        : rejected(code, said);
            case VALUE_REJECTED -> rejected(code, said);
        };
    }

    /**
     * "Everything else" in the vendor's words: only a text that names a decision is one, the others may have had an
     * effect.
     */
    private <T> CallResult<T> serverError(RpcMethod method, int code, String said) {
        if (BAD_KEY.matcher(said).find()) {
            return new Refused<>(Reason.CREDENTIALS, detail("the key was not accepted", code, said));
        }
        return method.givesAName() && isNameTaken(method, said)
                ? taken(code, said)
                : method.kind().lost(detail("out of order", code, said));
    }

    /** The vendor has no code for a name in use and does not document its text, so any likely wording counts. */
    private static boolean isNameTaken(RpcMethod method, String said) {
        if (NOT_THERE.matcher(said).find()) {
            return false;
        }
        // Names are checked before they are sent, so an objection to a company's name is about its uniqueness, unless
        // it is about the length, because it is unknown what the vendor counts as one character.
        return IN_USE.matcher(said).find()
                || method.api() == GravityZoneApi.COMPANIES
                        && NAMES_THE_NAME.matcher(said).find()
                        && !LENGTH.matcher(said).find();
    }

    private <T> CallResult<T> taken(int code, String said) {
        return new Refused<>(Reason.NAME_TAKEN, detail("the name is in use, maybe where we cannot see it", code, said));
    }

    private <T> CallResult<T> gone(int code, String said) {
        return new Missing<>(detail("deleted, or out of this key's sight", code, said));
    }

    private <T> CallResult<T> rejected(int code, String said) {
        return new Refused<>(Reason.INVALID, detail("a value was rejected", code, said));
    }

    /** The meaning of a status that comes without a usable JSON-RPC answer. */
    <T> CallResult<T> ofStatus(CallKind kind, Answered answer) {
        int status = answer.status();
        var said = answer.body();
        return switch (status) {
            case 401, 403 -> new Refused<>(Reason.CREDENTIALS, detail("key or its rights not accepted", status, said));
            case 404 ->
                new Refused<>(Reason.INVALID, detail("no GravityZone API there: check the Access URL", status, said));
            case 405, 410 -> new Refused<>(Reason.NOT_OFFERED, detail("the call is not offered here", status, said));
            case 407 -> new Unavailable<>(detail("the proxy on the way asks for credentials", status, said));
            case 409 -> new Conflict<>(detail("changed by another client at the same time", status, said));
            case 429 ->
                new RateLimited<>(
                        answer.retryAfter(PAUSE), Scope.ACCOUNT, detail("too many calls with this key", status, said));
            // These two report a timeout and not a decision, so they say nothing about the effect.
            case 408, 499 -> kind.lost(detail("the call took too long", status, said));
            default -> other(kind, status, said);
        };
    }

    private <T> CallResult<T> other(CallKind kind, int status, String said) {
        if (status >= 400 && status < 500) {
            return new Refused<>(Reason.INVALID, detail("the request was rejected", status, said));
        }
        if (status >= 300 && status < 400) {
            return kind.lost(detail("redirected, which is not followed: check the Access URL", status, ""));
        }
        return kind.lost(detail(
                status < 300 ? "the answer cannot be read: check the Access URL" : "out of order", status, said));
    }

    static String saidIn(JsonNode error) {
        var details = LenientJson.text(error.path("data"), "details");
        var plain = details == null ? LenientJson.text(error, "data", "message") : details;
        return plain == null ? "" : plain;
    }

    /** Our sentence, status or code, and what the vendor said. */
    String detail(String sentence, int number, @Nullable String said) {
        // Cleaned separately from our sentence, because only its beginning tells a page from a text.
        var cleaned = Details.of(said, apiKey);
        return Details.of("%s (GravityZone, %s%s)"
                .formatted(
                        sentence, String.format(Locale.ROOT, "%d", number), cleaned.isEmpty() ? "" : ": " + cleaned));
    }
}
