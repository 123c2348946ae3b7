package dev.companion.console.web.pages;

/**
 * What the forms for signing in and for settings are filled with where the vendors are made up; empty strings where they are not.
 *
 * @param on whether every page says that this is a demo
 */
public record DemoSignIn(
        boolean on, String apiUrl, String apiKey, String apiSecretKey, String accessUrl, String gravityZoneApiKey) {

    public static final DemoSignIn OFF = new DemoSignIn(false, "", "", "", "", "");

    @Override
    public String toString() {
        return "DemoSignIn[on=" + on + "]";
    }
}
