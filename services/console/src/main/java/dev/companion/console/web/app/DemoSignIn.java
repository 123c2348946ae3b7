package dev.companion.console.web.app;

/**
 * Content of the sign-in and settings forms in a demo with simulated vendors; empty strings otherwise.
 *
 * @param on whether every page shows that this is a demo
 */
public record DemoSignIn(
        boolean on, String apiUrl, String apiKey, String apiSecretKey, String accessUrl, String gravityZoneApiKey) {

    public static final DemoSignIn OFF = new DemoSignIn(false, "", "", "", "", "");

    @Override
    public String toString() {
        return "DemoSignIn[on=" + on + "]";
    }
}
