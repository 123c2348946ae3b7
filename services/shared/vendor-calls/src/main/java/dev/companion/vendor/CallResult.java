package dev.companion.vendor;

import java.time.Duration;
import java.util.function.Function;

/**
 * The result of one call to a vendor. Every call ends in exactly one of these; an exception means a bug of ours.
 *
 * <p>For a call with an effect the cases fall into three classes that decide what may be done next: {@link Found} means
 * that the effect took place, {@link UnknownEffect} means that it is unknown, and every other case means that it
 * certainly did not. A read never ends in {@code UnknownEffect}: an unreadable answer to a read is {@link Unavailable}.
 *
 * <p>{@code detail} is for people: at most 200 characters, without credentials, tokens or installation links.
 */
public sealed interface CallResult<T> {

    /** The vendor answered and the answer was understood. A call without a result value carries {@link Done}. */
    record Found<T>(T value) implements CallResult<T> {}

    /**
     * The vendor answered that this one thing does not exist. If the key may not see it, the result is {@link Refused}.
     *
     * @param certain whether the answer is about exactly this thing; false if the vendor answers the same for a thing
     *     that the key may not see
     */
    record Missing<T>(String detail, boolean certain) implements CallResult<T> {

        /** Gone or no longer reachable, as the answer says. */
        public Missing(String detail) {
            this(detail, false);
        }
    }

    /** The vendor or our own guard refused the call; repeating it does not help. */
    record Refused<T>(Reason reason, String detail) implements CallResult<T> {}

    /** Another client changed the same thing at the same time; a repeat after a pause may succeed. */
    record Conflict<T>(String detail) implements CallResult<T> {}

    /** Too many calls. Nothing may be sent within {@code scope} before {@code retryAfter} has passed. */
    record RateLimited<T>(Duration retryAfter, Scope scope, String detail) implements CallResult<T> {}

    /** No usable answer, and certainly no effect. */
    record Unavailable<T>(String detail) implements CallResult<T> {}

    /** The request may have reached the vendor, and its effect may or may not have taken place. */
    record UnknownEffect<T>(String detail) implements CallResult<T> {}

    /** Why a call was refused. */
    enum Reason {
        /** Key or secret wrong, revoked, or of another region. */
        CREDENTIALS,
        /** The key is valid but lacks a right; the detail names the right as the vendor's own screen does. */
        PERMISSION,
        /** The vendor rejected a value. */
        INVALID,
        /** The name is in use, possibly where we cannot see it. */
        NAME_TAKEN,
        /** This platform does not offer the operation. */
        NOT_OFFERED,
        /** Our own guard: the address may not be reached. */
        ADDRESS_NOT_ALLOWED
    }

    /** How far a rate limit reaches. */
    enum Scope {
        /** The tenant's account or key. */
        ACCOUNT,
        /** Our source address: every tenant on this host. */
        HOST,
        /** Our own share of the account's quota: nothing was sent, and the vendor refused nothing. */
        SHARE
    }

    /** The value of a call that returns none. */
    record Done() {
        public static final Done DONE = new Done();
    }

    /** The same result with its value translated; every other case is returned unchanged. */
    default <R> CallResult<R> map(Function<? super T, ? extends R> translation) {
        return switch (this) {
            case Found<T>(var value) -> new Found<>(translation.apply(value));
            default -> elsewhere();
        };
    }

    /** The next call if this one succeeded, otherwise this result. */
    default <R> CallResult<R> then(Function<? super T, CallResult<R>> next) {
        return switch (this) {
            case Found<T>(var value) -> next.apply(value);
            default -> elsewhere();
        };
    }

    /** This result, which has no value, under another value type. */
    private <R> CallResult<R> elsewhere() {
        return switch (this) {
            case Found<T> _ -> throw new IllegalStateException("a found value must be translated");
            case Missing<T>(var detail, var certain) -> new Missing<>(detail, certain);
            case Refused<T>(var reason, var detail) -> new Refused<>(reason, detail);
            case Conflict<T>(var detail) -> new Conflict<>(detail);
            case RateLimited<T>(var retryAfter, var scope, var detail) -> new RateLimited<>(retryAfter, scope, detail);
            case Unavailable<T>(var detail) -> new Unavailable<>(detail);
            case UnknownEffect<T>(var detail) -> new UnknownEffect<>(detail);
        };
    }
}
