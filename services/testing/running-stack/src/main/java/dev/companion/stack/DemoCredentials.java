package dev.companion.stack;

import java.util.regex.Pattern;

/** What the demo prints for signing in: read off its output, as a user does. */
public record DemoCredentials(String apiKey, String apiSecretKey, String gravityZoneApiKey) {

    private static final Pattern KEY = Pattern.compile("API key +(\\S+)");
    private static final Pattern SECRET = Pattern.compile("API secret key +(\\S+)");

    public static DemoCredentials printedBy(CompanionProcess companion) {
        var keys = KEY.matcher(companion.said());
        var secret = SECRET.matcher(companion.said());
        if (!keys.find() || !secret.find()) {
            throw new AssertionError("no credentials printed:\n" + companion.said());
        }
        var apiKey = keys.group(1);
        if (!keys.find()) {
            throw new AssertionError("no GravityZone key printed:\n" + companion.said());
        }
        return new DemoCredentials(apiKey, secret.group(1), keys.group(1));
    }
}
