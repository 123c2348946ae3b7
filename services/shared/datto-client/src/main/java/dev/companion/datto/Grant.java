package dev.companion.datto;

/** How a key is exchanged for a token. */
public enum Grant {
    /** Key and secret as user name and password of a fixed public client: what the platforms really offer. */
    PASSWORD,
    /** Key and secret as the client's own credentials: what some descriptions of the API say. */
    CLIENT_CREDENTIALS
}
