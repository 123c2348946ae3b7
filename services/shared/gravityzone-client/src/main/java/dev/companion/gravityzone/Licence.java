package dev.companion.gravityzone;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A company's licence as the vendor tells it; null is what it did not say. It is read and never written: the vendor's
 * call to change a subscription turns every add-on off that it does not name.
 *
 * @param protectionModel "aLaCarte", "mspSecure", "mspSecurePlus", "mspSecureExtra"
 * @param productType 0 Endpoint Security, 3 EDR that only reports, 5 PHASR
 * @param totalSlots null as well where the seats come from the partner's shared pool
 * @param expiresAt null as well where the licence has no end
 * @param flags add-ons by the vendor's names ("managePatchManagement"); one that is absent is unknown, not off
 */
public record Licence(
        @Nullable Subscription subscription,
        @Nullable String protectionModel,
        @Nullable Integer productType,
        @Nullable Long usedSlots,
        @Nullable Long totalSlots,
        @Nullable Instant expiresAt,
        Map<String, Boolean> flags) {

    public Licence {
        flags = Map.copyOf(flags);
    }

    /** A type of subscription; all but the second and third end by themselves and leave the company unprotected. */
    public enum Subscription {
        TRIAL(1),
        LICENCE_KEY(2),
        MONTHLY(3),
        MONTHLY_LICENCE_TRIAL(4),
        MONTHLY_TRIAL(5),
        FRAT(6);

        private final int number;

        Subscription(int number) {
            this.number = number;
        }

        /** The number that the vendor uses for it. */
        public int number() {
            return number;
        }

        static Optional<Subscription> of(int number) {
            return Arrays.stream(values())
                    .filter(subscription -> subscription.number == number)
                    .findFirst();
        }
    }
}
