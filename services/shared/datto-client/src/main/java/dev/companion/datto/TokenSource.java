package dev.companion.datto;

import dev.companion.vendor.CallGate;
import dev.companion.vendor.CallKind;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.HttpCall;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Origin;
import dev.companion.vendor.VendorHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The current token of one key. A caller that needs a token while another one fetches it waits for that fetch and
 * shares its result, success or failure. A token is replaced when a quarter of its lifetime is left, at most ten
 * minutes before its end.
 *
 * <p>A failed fetch has no effect at the vendor, so it never ends in {@code UnknownEffect}, whatever call needed the
 * token.
 */
final class TokenSource {

    private static final String PATH = "/auth/oauth/token";

    /** The same for all customers and public in every client: an identifier, not a secret. */
    private static final String PUBLIC_CLIENT =
            "Basic " + Base64.getEncoder().encodeToString("public-client:public".getBytes(StandardCharsets.US_ASCII));

    private static final Duration EARLIEST_REFRESH = Duration.ofMinutes(10);
    /** For a token without a lifetime; a 401 ends it earlier. */
    private static final Duration UNTOLD_LIFETIME = Duration.ofHours(1);

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(365);
    private static final Pattern FIT_FOR_A_HEADER = Pattern.compile("[\\x21-\\x7e]{1,16384}");

    /** Errors that say nothing about key and secret, only that this grant is not supported. */
    private static final Pattern SPEAKS_OF_THE_GRANT = Pattern.compile("(?i)unsupported|grant.?type");

    private record Token(String value, Instant refreshAt) {}

    private final VendorHttp http;
    private final DattoCredentials credentials;
    private final InstantSource clock;
    private final BlockWatch blocks;
    private final DattoStatuses statuses;
    private final CallGate<DattoLane> gate;

    private final Object lock = new Object();
    private @Nullable Token current;
    private @Nullable CompletableFuture<CallResult<String>> fetching;
    private volatile @Nullable Grant grant;

    TokenSource(
            VendorHttp http,
            DattoCredentials credentials,
            InstantSource clock,
            BlockWatch blocks,
            DattoStatuses statuses,
            CallGate<DattoLane> gate) {
        this.http = http;
        this.credentials = credentials;
        this.clock = clock;
        this.blocks = blocks;
        this.statuses = statuses;
        this.gate = gate;
        this.grant = credentials.grant();
    }

    Optional<Grant> grantInUse() {
        return Optional.ofNullable(grant);
    }

    /** A token that stays valid for a while, from memory or from the platform. */
    CallResult<String> token(Origin origin) {
        CompletableFuture<CallResult<String>> mine;
        synchronized (lock) {
            var token = current;
            if (token != null && clock.instant().isBefore(token.refreshAt)) {
                return new Found<>(token.value);
            }
            if (fetching != null) {
                mine = fetching;
            } else {
                mine = null;
                fetching = new CompletableFuture<>();
            }
        }
        return mine == null ? fetched(origin) : mine.join();
    }

    /** Drops a token that was refused, unless another caller has already replaced it. */
    void drop(String refused) {
        synchronized (lock) {
            if (current != null && current.value.equals(refused)) {
                current = null;
            }
        }
    }

    private CallResult<String> fetched(Origin origin) {
        CallResult<String> result = new Unavailable<>("no token was requested");
        try {
            // Not counted in the quota, but held back during a pause.
            result = gate.send(origin, Set.of(), () -> fetch(origin));
            return result;
        } finally {
            synchronized (lock) {
                if (fetching != null) {
                    fetching.complete(result);
                }
                fetching = null;
            }
        }
    }

    private CallResult<String> fetch(Origin origin) {
        var known = grant;
        if (known != null) {
            return fetch(origin, known);
        }
        var byPassword = fetch(origin, Grant.PASSWORD);
        // Only a rejection indicates the other dialect. If both reject, the key is wrong.
        if (byPassword instanceof Refused<String>(var reason, var detail) && reason == Reason.CREDENTIALS) {
            var byClient = fetch(origin, Grant.CLIENT_CREDENTIALS);
            var saysMore = byClient instanceof Found<String>
                    || SPEAKS_OF_THE_GRANT.matcher(detail).find();
            return saysMore ? byClient : byPassword;
        }
        return byPassword;
    }

    private CallResult<String> fetch(Origin origin, Grant wanted) {
        return http.exchange(request(origin, wanted)).then(CallKind.READ, answer -> read(origin, answer, wanted));
    }

    private HttpCall request(Origin origin, Grant wanted) {
        var key = encoded(credentials.apiKey().reveal());
        var secret = encoded(credentials.apiSecretKey().reveal());
        var call = HttpCall.of(CallKind.READ, "POST", origin, PATH);
        return switch (wanted) {
            case PASSWORD ->
                call.withHeader("Authorization", PUBLIC_CLIENT)
                        .withBody(
                                "application/x-www-form-urlencoded",
                                "grant_type=password&username=" + key + "&password=" + secret);
            case CLIENT_CREDENTIALS ->
                call.withBody(
                        "application/x-www-form-urlencoded",
                        "grant_type=client_credentials&client_id=" + key + "&client_secret=" + secret);
        };
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private CallResult<String> read(Origin origin, Answered answer, Grant wanted) {
        var status = answer.status();
        if (status == 403 && blocks.isBlock(answer)) {
            return statuses.blocked(answer);
        }
        // A platform that does not know the client redirects to its sign-in page: that is a rejection as well.
        if (status == 400 || status == 401 || status == 403 || status >= 300 && status < 400) {
            return new Refused<>(
                    Reason.CREDENTIALS,
                    statuses.detail(
                            answer,
                            "key or secret key not accepted by %s: check both, that API access is on, and the API URL"
                                            .formatted(origin.host())
                                    + " (a key works on its own platform only)"));
        }
        if (status == 429) {
            return statuses.tooMany(answer);
        }
        if (status >= 404 && status < 500 && status != 408 && status != 499) {
            return new Refused<>(
                    Reason.INVALID,
                    statuses.detail(answer, "no Datto RMM API at %s: check the API URL".formatted(origin)));
        }
        return answer.isSuccess()
                ? tokenIn(origin, answer, wanted)
                : new Unavailable<>(statuses.detail(answer, "no token available at present"));
    }

    private CallResult<String> tokenIn(Origin origin, Answered answer, Grant wanted) {
        var body = LenientJson.parse(answer.body()).orElse(null);
        var value = body == null ? null : LenientJson.identifier(body, "access_token");
        if (body == null || value == null || !FIT_FOR_A_HEADER.matcher(value).matches()) {
            // Without the body: it may contain a token in a form that we do not recognise.
            return new Unavailable<>("%s answered without a token: check that this is the API URL".formatted(origin));
        }
        remember(value, lifetime(LenientJson.whole(body, "expires_in")));
        grant = wanted;
        return new Found<>(value);
    }

    private void remember(String value, Duration lifetime) {
        var quarter = lifetime.dividedBy(4);
        var margin = quarter.compareTo(EARLIEST_REFRESH) < 0 ? quarter : EARLIEST_REFRESH;
        var token = new Token(value, clock.instant().plus(lifetime).minus(margin));
        synchronized (lock) {
            current = token;
        }
    }

    private static Duration lifetime(@Nullable Long expiresIn) {
        if (expiresIn == null) {
            return UNTOLD_LIFETIME;
        }
        return Duration.ofSeconds(Math.clamp(expiresIn, 0, LONGEST_LIFETIME.toSeconds()));
    }
}
