package dev.companion.resolver.domain.facts;

import dev.companion.vocabulary.ObservedKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a tenant apart from its sites, at one moment.
 *
 * @param linkedSites number of sites whose link is desired
 */
public record TenantHealth(
        TenantSettings tenant, List<VendorHealth> health, List<DeletionHold> holds, int linkedSites, Instant now) {

    /** How one service's calls to one vendor fare. */
    public record VendorHealth(
            String service,
            Vendor vendor,
            State state,
            @Nullable String detail,
            @Nullable Instant notBefore,
            Instant since,
            @Nullable Integer quotaUsed,
            @Nullable Integer quotaLimit) {

        /** How the calls fare. */
        public enum State {
            OK,
            THROTTLED,
            FAILING,
            CREDENTIALS_REJECTED,
            PERMISSION_MISSING
        }

        public boolean rejected() {
            return state == State.CREDENTIALS_REJECTED || state == State.PERMISSION_MISSING;
        }
    }

    /** The vendors. */
    public enum Vendor {
        DATTO_RMM("Datto RMM"),
        GRAVITYZONE("GravityZone");

        private final String label;

        Vendor(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * Rows of one list that seem to be deleted and are held back.
     *
     * @param examples names of some of the rows
     */
    public record DeletionHold(
            ObservedKind kind, String setId, int missing, int known, List<String> examples, Instant since) {

        public DeletionHold {
            examples = List.copyOf(examples);
        }
    }
}
