package dev.companion.contract;

import dev.companion.contract.DattoVendor.KeyPair;
import dev.companion.vendor.Secret;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stub's two key pairs and the tokens that were given for them, by the password grant alone. */
final class StubDattoTokens {

    static final KeyPair ADMINISTRATOR =
            new KeyPair(Secret.of("STUB&ADMIN=ü+"), Secret.of("stub%2B secret/of the administrator="));
    static final KeyPair TECHNICIAN = new KeyPair(Secret.of("STUBTECH"), Secret.of("stub-secret-technician"));

    private static final String PUBLIC_CLIENT =
            "Basic " + Base64.getEncoder().encodeToString("public-client:public".getBytes(StandardCharsets.US_ASCII));

    private final Map<String, KeyPair> tokens = new HashMap<>();
    private int last;
    private boolean revoked;

    /** Whose token the request shows; null for none that is good. */
    @Nullable KeyPair caller(Received request) {
        var bearer = request.headers().getOrDefault("authorization", "").replace("Bearer ", "");
        return revoked ? null : tokens.get(bearer);
    }

    Reply give(Received request, Map<String, String> form) {
        for (var pair : List.of(ADMINISTRATOR, TECHNICIAN)) {
            if (!revoked
                    && PUBLIC_CLIENT.equals(request.headers().get("authorization"))
                    && "password".equals(form.get("grant_type"))
                    && pair.key().reveal().equals(form.get("username"))
                    && pair.secretKey().reveal().equals(form.get("password"))) {
                var token = "stub-token-" + ++last;
                tokens.put(token, pair);
                return StubDatto.json(
                        StubDatto.row("access_token", token, "token_type", "bearer", "expires_in", 359_999));
            }
        }
        return Reply.json(401, "{\"error\":\"unauthorized\",\"error_description\":\"Bad credentials\"}");
    }

    void forget() {
        tokens.clear();
    }

    /** Takes the keys away, with their tokens. */
    void revoke() {
        revoked = true;
    }
}
