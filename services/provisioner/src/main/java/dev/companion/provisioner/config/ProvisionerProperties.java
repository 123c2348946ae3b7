package dev.companion.provisioner.config;

import dev.companion.datto.DattoShare;
import dev.companion.gravityzone.GravityZoneShare;
import dev.companion.pacing.Quota;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the provisioner.
 *
 * @param connectTimeout longest wait for a connection to a vendor
 * @param callTimeout longest duration of one call, from its start to the last byte of its answer
 * @param callsMax running calls of this process
 * @param deadline from planning a call to the time at which it has ended or will never start
 * @param deadlineGrace how much longer an outcome is waited for
 * @param unknownGrace least time between the two finds that prove that a creation with an unknown outcome did not
 *     happen
 * @param nameTakenGrace least time between the two finds that prove that a taken name is not visible here
 * @param interval the shortest time between two sweeps of a list by the poller
 * @param verifyEvery how often a ready link is read again, at least one second; null for fifteen intervals, but at least
 *     one minute and at most a quarter of an hour
 * @param recheckEvery how often a blocked link is read again
 * @param inFlightMax running calls of one tenant
 * @param pacing rates of one tenant
 */
@ConfigurationProperties("companion.provisioner")
public record ProvisionerProperties(
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration callTimeout,
        @DefaultValue("256") int callsMax,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("2s") Duration deadlineGrace,
        @DefaultValue("30s") Duration unknownGrace,
        @DefaultValue("30s") Duration nameTakenGrace,
        @DefaultValue("60s") Duration interval,
        @Nullable Duration verifyEvery,
        @DefaultValue("15m") Duration recheckEvery,
        @DefaultValue("16") int inFlightMax,
        @DefaultValue PacingProperties pacing) {

    /** Part of the deadline that is left for an intent to reach its executor. */
    private static final Duration FIRST_START = Duration.ofSeconds(2);

    private static final int INTERVALS = 15;
    private static final Duration VERIFY_AT_LEAST = Duration.ofMinutes(1);
    private static final Duration VERIFY_SET_AT_LEAST = Duration.ofSeconds(1);
    private static final Duration VERIFY_AT_MOST = Duration.ofMinutes(15);

    /**
     * @param gravityZonePerMinute calls to GravityZone with one key, below its 10 a second
     * @param gravityZoneCreatePerMinute of these, creations of companies
     * @param dattoReadsPerMinute this service's share of the account's 600
     * @param dattoWritesPerMinute this service's share of the account's 100 for each kind of write
     */
    public record PacingProperties(
            @DefaultValue("480") int gravityZonePerMinute,
            @DefaultValue("240") int gravityZoneCreatePerMinute,
            @DefaultValue("120") int dattoReadsPerMinute,
            @DefaultValue("60") int dattoWritesPerMinute) {}

    public ProvisionerProperties {
        if (callTimeout.plus(FIRST_START).compareTo(deadline) > 0) {
            throw new IllegalArgumentException(
                    "companion.provisioner.call-timeout: %s (expected: at least 2 s less than deadline, %s)"
                            .formatted(callTimeout, deadline));
        }
        if (connectTimeout.compareTo(callTimeout) > 0 || connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "companion.provisioner.connect-timeout: %s (expected: more than nothing, at most call-timeout, %s)"
                            .formatted(connectTimeout, callTimeout));
        }
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "companion.provisioner.interval: %s (expected: more than nothing)".formatted(interval));
        }
        if (verifyEvery != null && verifyEvery.compareTo(VERIFY_SET_AT_LEAST) < 0) {
            throw new IllegalArgumentException("companion.provisioner.verify-every: %s (expected: at least %s)"
                    .formatted(verifyEvery, VERIFY_SET_AT_LEAST));
        }
        if (callsMax < 1 || inFlightMax < 1) {
            throw new IllegalArgumentException(
                    "companion.provisioner.calls-max, in-flight-max: %d, %d (expected: each >= 1)"
                            .formatted(callsMax, inFlightMax));
        }
    }

    /** As often as the slowest sweep of the poller, so that the row of a site and its link are equally old. */
    private static Duration verifyEvery(Duration interval) {
        var wanted = interval.multipliedBy(INTERVALS);
        if (wanted.compareTo(VERIFY_AT_LEAST) < 0) {
            return VERIFY_AT_LEAST;
        }
        return wanted.compareTo(VERIFY_AT_MOST) > 0 ? VERIFY_AT_MOST : wanted;
    }

    Rules rules() {
        var defaults = Rules.defaults();
        return new Rules(
                deadline,
                deadlineGrace,
                unknownGrace,
                defaults.unknownPatience(),
                nameTakenGrace,
                defaults.precheckMaxAge(),
                verifyEvery == null ? verifyEvery(interval) : verifyEvery,
                recheckEvery,
                inFlightMax);
    }

    Pacing rates() {
        return new Pacing(
                Quota.perSecond(pacing.gravityZonePerMinute() / 60.0),
                Quota.perSecond(pacing.gravityZoneCreatePerMinute() / 60.0),
                Quota.perMinute(pacing.dattoReadsPerMinute()),
                Quota.perMinute(pacing.dattoWritesPerMinute()));
    }

    DattoShare dattoShare() {
        return new DattoShare(pacing.dattoReadsPerMinute(), pacing.dattoWritesPerMinute());
    }

    GravityZoneShare gravityZoneShare() {
        return new GravityZoneShare(pacing.gravityZonePerMinute() / 60.0, pacing.gravityZoneCreatePerMinute() / 60.0);
    }
}
