package dev.companion.stack;

import java.util.regex.Pattern;

/** The credentials that the demo prints: read from its output, as a user does. */
public record DemoCredentials(String apiKey, String apiSecretKey, String gravityZoneApiKey) {

    private static final Pattern KEY = Pattern.compile("API key +(\\S+)");
    private static final Pattern SECRET = Pattern.compile("API secret key +(\\S+)");

    /** Of a tenant that the simulator's {@code /seed} created: it numbers them from 1. */
    public static DemoCredentials ofBulkTenant(int number) {
        var uid = bulkTenant(number);
        return new DemoCredentials(uid + "KEY", uid + "-secret", uid + "gravityzone");
    }

    /** The account uid, which is the tenant, of a tenant that {@code /seed} created. */
    public static String bulkTenant(int number) {
        return "BULK%05d".formatted(number);
    }

    public static DemoCredentials printedBy(CompanionProcess companion) {
        return in(companion.said());
    }

    static DemoCredentials in(String said) {
        var keys = KEY.matcher(said);
        var secret = SECRET.matcher(said);
        if (!keys.find() || !secret.find()) {
            throw new AssertionError("no credentials printed:\n" + said);
        }
        var apiKey = keys.group(1);
        if (!keys.find()) {
            throw new AssertionError("no GravityZone key printed:\n" + said);
        }
        return new DemoCredentials(apiKey, secret.group(1), keys.group(1));
    }
}
