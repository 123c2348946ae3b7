package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.http.HttpPort;
import dev.companion.simulator.http.Request;
import dev.companion.simulator.world.DattoKeys;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.RmmUser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token endpoint and the check of bearer tokens. */
final class DattoTokens {

    /** The page for people to which a wrong client is sent. */
    static final String LOG_IN = "/auth/userlogin";

    private static final String PUBLIC_CLIENT =
            "Basic " + Base64.getEncoder().encodeToString("public-client:public".getBytes(StandardCharsets.UTF_8));

    private final World world;

    DattoTokens(World world) {
        this.world = world;
    }

    /** The key pair of a token request, right or wrong; null if it names no existing one. */
    @Nullable DattoKey namedIn(Request request) {
        Map<String, String> form = HttpPort.fields(request.text());
        String apiKey = form.getOrDefault("username", form.getOrDefault("client_id", ""));
        return world.datto().keys().withApiKey(apiKey).orElse(null);
    }

    /** The owner of the request's bearer token; null if there is no valid token. */
    @Nullable DattoKey bearer(Request request) {
        String header = request.header("authorization").orElse("");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        DattoKey key = world.datto().keys().ownerOf(header.substring(7).strip());
        if (key == null || key.revoked()) {
            return null;
        }
        boolean dies = world.switches().is(Switch.DATTO_DISABLED_USER_TOKENS, "DIE");
        return dies && isDisabled(key) ? null : key;
    }

    Answer grant(Request request) {
        Map<String, String> form = HttpPort.fields(request.text());
        String grant = form.getOrDefault("grant_type", "");
        String allowed = world.switches().value(Switch.DATTO_GRANT);
        if (grant.equals("client_credentials") && !allowed.equals("PASSWORD")) {
            return forPair(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""), false);
        }
        Optional<String> client = request.header("authorization");
        if (client.isEmpty()) {
            return unauthorized("unauthorized", "Full authentication is required to access this resource");
        }
        if (!client.get().equals(PUBLIC_CLIENT)) {
            return world.switches().is(Switch.DATTO_WRONG_CLIENT, "302")
                    ? Answer.empty(302)
                            .with("Location", request.origin() + LOG_IN)
                            .with("WWW-Authenticate", "Basic realm=\"oauth2/client\"")
                    : unauthorized("invalid_client", "Bad client credentials");
        }
        if (!grant.equals("password") || allowed.equals("CLIENT_CREDENTIALS")) {
            return Answer.json(
                    400, Json.object("error", "unsupported_grant_type", "error_description", "Unsupported grant type"));
        }
        return forPair(form.getOrDefault("username", ""), form.getOrDefault("password", ""), true);
    }

    private Answer forPair(String apiKey, String secret, boolean withRefreshToken) {
        return world.change(() -> {
            Optional<DattoKey> key = world.datto()
                    .keys()
                    .withApiKey(apiKey)
                    .filter(known -> known.secretKey().equals(secret) && !known.revoked() && !isDisabled(known));
            if (key.isEmpty()) {
                return world.switches().is(Switch.DATTO_BAD_CREDENTIALS, "400")
                        ? Answer.json(
                                400, Json.object("error", "invalid_grant", "error_description", "Bad credentials"))
                        : unauthorized("unauthorized", "Bad credentials");
            }
            int life = world.switches().number(Switch.DATTO_TOKEN_LIFE_SECONDS);
            var token = world.datto().keys().issue(key.get(), life);
            var body = Json.object("access_token", token.value(), "token_type", "bearer", "expires_in", life);
            if (withRefreshToken) {
                body.put("refresh_token", DattoKeys.randomText(32));
                body.put("scope", "read write");
                body.put("jti", DattoKeys.randomText(9));
            }
            return Answer.json(200, body).with("Cache-Control", "no-store");
        });
    }

    private boolean isDisabled(DattoKey key) {
        return world.datto()
                .userNamed(key.accountUid(), key.username())
                .map(RmmUser::disabled)
                .orElse(false);
    }

    private static Answer unauthorized(String error, String description) {
        return Answer.json(401, Json.object("error", error, "error_description", description))
                .with("WWW-Authenticate", "Basic realm=\"oauth2/client\"");
    }
}
