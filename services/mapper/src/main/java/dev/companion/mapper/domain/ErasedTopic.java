package dev.companion.mapper.domain;

/** The state topics from which the mapper erases the keys of a tenant that is reset. */
public enum ErasedTopic {
    SECRETS("secrets"),
    LINKS("links"),
    SUGGESTIONS("suggestions"),
    REQUEST_RESULTS("request-results"),
    TENANTS("tenants");

    private final String title;

    ErasedTopic(String title) {
        this.title = title;
    }

    /** The name in the catalogue and on the receipt. */
    public String title() {
        return title;
    }
}
