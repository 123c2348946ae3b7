package dev.companion.resolver.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a tenant apart from its sites.
 *
 * @param linkedSites sites whose link is wanted
 */
public record TenantFacts(TenantView tenant, List<Health> health, List<Hold> holds, int linkedSites, Instant now) {

    /** How one service gets on with one vendor. */
    public record Health(
            String service,
            Vendor vendor,
            State state,
            @Nullable String detail,
            @Nullable Instant notBefore,
            Instant since,
            @Nullable Integer quotaUsed,
            @Nullable Integer quotaLimit) {

        /** How it goes. */
        public enum State {
            OK,
            THROTTLED,
            FAILING,
            CREDENTIALS_REJECTED,
            PERMISSION_MISSING
        }

        boolean rejected() {
            return state == State.CREDENTIALS_REJECTED || state == State.PERMISSION_MISSING;
        }
    }

    /** Whom it is about. */
    public enum Vendor {
        DATTO_RMM("Datto RMM"),
        GRAVITYZONE("GravityZone");

        private final String words;

        Vendor(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * Rows of one list that are held back.
     *
     * @param list SITES, USERS or COMPANIES
     * @param examples names of some of them
     */
    public record Hold(String list, String setId, int missing, int known, List<String> examples, Instant since) {

        public Hold {
            examples = examples == null ? List.of() : List.copyOf(examples);
        }
    }
}
