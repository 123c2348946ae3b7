package dev.companion.simulator.world;

import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.DattoToken;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API key pairs of Datto users and the tokens issued for them. */
public final class DattoKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final World world;
    private final Table<DattoKey> keys;
    private final Map<String, DattoKey> byApiKey = new HashMap<>();
    private final Table<DattoToken> tokens;
    private final GroupedIndex<DattoToken> tokensByKey;

    DattoKeys(World world) {
        this.world = world;
        keys = world.table("datto-keys", DattoKey.class);
        Table.Index<DattoKey> index = (before, after) -> {
            if (before != null) {
                byApiKey.remove(before.apiKey());
            }
            if (after != null) {
                byApiKey.put(after.apiKey(), after);
            }
        };
        keys.indexedBy(index);
        tokens = world.table("datto-tokens", DattoToken.class);
        tokensByKey =
                tokens.indexedBy(new GroupedIndex<>(DattoToken::keyName, Comparator.comparing(DattoToken::value)));
    }

    public DattoKey add(DattoKey key) {
        return world.change(() -> keys.put(key.name(), key));
    }

    public DattoKey replace(DattoKey key) {
        return world.change(() -> keys.put(key.name(), key));
    }

    public Optional<DattoKey> named(String name) {
        return world.read(() -> keys.find(name));
    }

    public List<DattoKey> all() {
        return world.read(() -> List.copyOf(keys.all()));
    }

    public Optional<DattoKey> withApiKey(String apiKey) {
        return world.read(() -> Optional.ofNullable(byApiKey.get(apiKey)));
    }

    /** Issues a token for a key and drops expired tokens of that key. */
    public DattoToken issue(DattoKey key, int lifeSeconds) {
        return world.change(() -> {
            Instant now = world.now();
            List.copyOf(tokensByKey.of(key.name())).stream()
                    .filter(token -> !token.expiresAt().isAfter(now))
                    .forEach(token -> tokens.remove(token.value()));
            var token = new DattoToken(random(key), key.name(), now.plusSeconds(lifeSeconds));
            return tokens.put(token.value(), token);
        });
    }

    /** The key of a known token that has not expired; null for any other. */
    public @Nullable DattoKey ownerOf(String token) {
        return world.read(() -> tokens.find(token)
                .filter(known -> known.expiresAt().isAfter(world.now()))
                .flatMap(known -> keys.find(known.keyName()))
                .orElse(null));
    }

    /** Invalidates every token of a key, or of all keys if null; the key itself stays valid. */
    public int revokeTokens(@Nullable String keyName) {
        return world.change(() -> {
            List<DattoToken> gone = List.copyOf(keyName == null ? tokens.all() : tokensByKey.of(keyName));
            gone.forEach(token -> tokens.remove(token.value()));
            return gone.size();
        });
    }

    public static String randomText(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Three base64 parts like a JWT; only the middle one has content. */
    private static String random(DattoKey key) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        String claims = Json.MAPPER.writeValueAsString(
                Json.object("user_name", key.username(), "client_id", "public-client", "jti", randomText(9)));
        return encoder.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + randomText(32);
    }
}
