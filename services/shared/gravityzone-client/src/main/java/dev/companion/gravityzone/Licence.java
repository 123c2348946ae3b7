package dev.companion.gravityzone;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A company's licence as the vendor reports it; null is a value that it did not report. Only read, never written: the
 * vendor's call to change a subscription turns off every add-on that it does not name.
 *
 * @param protectionModel "aLaCarte", "mspSecure", "mspSecurePlus", "mspSecureExtra"
 * @param productType 0 Endpoint Security, 3 EDR that only reports, 5 PHASR
 * @param totalSlots also null if the seats come from the partner's shared pool
 * @param expiresAt also null if the licence has no end
 * @param flags add-ons by the vendor's names ("managePatchManagement"); an absent one is unknown, not off
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

    /** A type of subscription. All but the second and third expire and leave the company unprotected. */
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

        public static Optional<Subscription> of(int number) {
            return Arrays.stream(values())
                    .filter(subscription -> subscription.number == number)
                    .findFirst();
        }
    }
}
