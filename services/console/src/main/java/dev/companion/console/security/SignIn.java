package dev.companion.console.security;

import dev.companion.console.probe.RmmProbe;
import dev.companion.console.view.TenantScope;
import dev.companion.vendor.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/** Turns Datto RMM credentials into a session, for administrators only. The secret key is not stored. */
public final class SignIn {

    /** The result of an attempt. */
    public sealed interface Answer {

        record SignedIn(ConsoleSession session) implements Answer {}

        record TooManyTries(Duration retryAfter) implements Answer {}

        /** @param why never {@code Accepted} */
        record Refused(RmmProbe.Answer why) implements Answer {}
    }

    private final RmmProbe probe;
    private final ConsoleSessions sessions;
    private final TenantOrigins origins;
    private final InstantSource clock;
    private final SignInAttempts tries = new SignInAttempts();

    public SignIn(RmmProbe probe, ConsoleSessions sessions, TenantOrigins origins, InstantSource clock) {
        this.probe = probe;
        this.sessions = sessions;
        this.origins = origins;
        this.clock = clock;
    }

    /** @param address address of the client */
    public Answer attempt(String apiUrl, Secret apiKey, Secret apiSecretKey, String address) {
        var now = clock.instant();
        var subjects = new String[] {"address " + address, "key " + digest(apiKey)};
        var wait = tries.begin(now, subjects);
        if (wait.isPresent()) {
            return new Answer.TooManyTries(wait.get());
        }
        var answer = probe.probe(apiUrl, apiKey, apiSecretKey);
        if (!(answer instanceof RmmProbe.Answer.Accepted accepted)) {
            return new Answer.Refused(answer);
        }
        var tenant = TenantScope.ofAccount(accepted.accountUid());
        if (!origins.speaksFor(tenant, accepted.apiUrl())) {
            return new Answer.Refused(new RmmProbe.Answer.OtherAddress(accepted.accountUid()));
        }
        tries.giveBack(now, subjects);
        return new Answer.SignedIn(sessions.begin(
                tenant, accepted.accountName(), apiKey.lastFour(), accepted.client(), accepted.apiUrl()));
    }

    private static String digest(Secret key) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
