package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.rules.Assessment.absent;
import static dev.companion.resolver.domain.rules.Assessment.present;

import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.facts.TenantHealth;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth.State;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.rules.Assessment.Absent;
import dev.companion.resolver.domain.rules.Assessment.Present;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What concerns a whole tenant. One cause is one discrepancy, however many sites it affects. */
final class TenantRules {

    private TenantRules() {}

    /** The vendor rejects the key, or the key lacks a right. */
    static Assessment credentials(TenantHealth facts, Vendor vendor, GracePeriods grace) {
        var subject = new Subject(DiscrepancyType.CREDENTIALS_FAILING, vendor.name());
        var ofVendor = of(facts, vendor);
        var rejected = ofVendor.stream()
                .filter(health -> health.rejected() && !isOutdated(health, ofVendor))
                .min(Comparator.comparing(VendorHealth::since))
                .orElse(null);
        if (rejected != null) {
            return new Present(
                    keyFails(facts, vendor, rejected, subject), rejected.since().plus(grace.credentials()));
        }
        return healthy(subject, ofVendor, grace.credentials(), vendor.label() + " accepts the key.");
    }

    /**
     * Both services use the same key, and rarely report a change at the same time. So a rejection is outdated if another
     * service reports a later success.
     */
    private static boolean isOutdated(VendorHealth rejected, List<VendorHealth> ofVendor) {
        return rejected.state() == State.CREDENTIALS_REJECTED
                && ofVendor.stream()
                        .anyMatch(other ->
                                other.state() == State.OK && other.since().isAfter(rejected.since()));
    }

    private static Finding keyFails(TenantHealth facts, Vendor vendor, VendorHealth rejected, Subject subject) {
        var key = rejected.state() == State.CREDENTIALS_REJECTED;
        return finding(
                subject,
                rejected.state().name(),
                "%s %s".formatted(vendor.label(), key ? "rejects the key" : "says that the key lacks a right"),
                key
                        ? "%s rejects the key that is saved in the settings: it was revoked, or belongs to another region."
                                .formatted(vendor.label())
                        : "%s refuses calls because the key lacks a right%s"
                                .formatted(vendor.label(), rejected.detail() == null ? "." : ": " + rejected.detail()),
                "Nothing is read from %s and nothing is changed there. %s stay as they are, and work continues once the key is accepted."
                        .formatted(vendor.label(), sites(facts.linkedSites())),
                List.of(
                        Choices.retry(
                                "The key is tried now. If it is still rejected, save another one in the settings; then this event closes."),
                        Choices.IGNORE));
    }

    /** The vendor has had no quota for our calls for some time. */
    static Assessment quota(TenantHealth facts, Vendor vendor, GracePeriods grace) {
        var subject = new Subject(DiscrepancyType.QUOTA_EXHAUSTED, vendor.name());
        var ofVendor = of(facts, vendor);
        var throttled = ofVendor.stream()
                .filter(health -> health.state() == State.THROTTLED)
                .min(Comparator.comparing(VendorHealth::since))
                .orElse(null);
        if (throttled != null) {
            return new Present(
                    quotaExhausted(facts, vendor, throttled, subject),
                    throttled.since().plus(grace.quota()));
        }
        return healthy(subject, ofVendor, grace.quota(), vendor.label() + " accepts calls again.");
    }

    private static Finding quotaExhausted(TenantHealth facts, Vendor vendor, VendorHealth throttled, Subject subject) {
        var counted = throttled.quotaUsed() == null || throttled.quotaLimit() == null
                ? ""
                : " It counted %d of %d calls.".formatted(throttled.quotaUsed(), throttled.quotaLimit());
        return finding(
                subject,
                "tight",
                "Rate limit of %s is exhausted".formatted(vendor.label()),
                "%s accepts no more calls for now because the rate limit of the account is exhausted.%s"
                        .formatted(vendor.label(), counted),
                "Work continues, but slowly: changes for %s reach %s late. Companion uses only a share of the rate limit, so look for other programs that use the same account."
                        .formatted(sites(facts.linkedSites()), vendor.label()),
                List.of(Choices.IGNORE));
    }

    /**
     * The problem is over once every service that can tell has been well for a while. A service whose calls wait or fail
     * for another reason cannot tell.
     */
    private static Assessment healthy(Subject subject, List<VendorHealth> ofVendor, Duration grace, String because) {
        var newest = ofVendor.stream()
                .filter(health -> health.state() == State.OK)
                .map(VendorHealth::since)
                .max(Comparator.naturalOrder());
        return newest.isEmpty() && !ofVendor.isEmpty()
                ? new Unclear(subject)
                : new Absent(
                        subject, because, newest.map(since -> since.plus(grace)).orElse(Instant.MIN));
    }

    private static List<VendorHealth> of(TenantHealth facts, Vendor vendor) {
        return facts.health().stream().filter(each -> each.vendor() == vendor).toList();
    }

    /** More rows of a list seem to be deleted than the deletion limit allows. */
    static Assessment massDeletion(TenantHealth facts, ObservedKind kind) {
        var subject = new Subject(DiscrepancyType.MASS_DELETION_SUSPECTED, kind.name());
        var hold = facts.holds().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElse(null);
        if (hold == null) {
            return absent(
                    subject,
                    "Nothing is held back any more: the rows are listed again, or their deletion was approved.");
        }
        var approved = decision(facts, hold);
        if (approved != null) {
            return approved
                    ? new Unclear(subject)
                    : absent(subject, "These deletions were rejected, and the rows stay as they were.");
        }
        return present(heldBack(hold, subject));
    }

    private static @Nullable Boolean decision(TenantHealth facts, DeletionHold hold) {
        return facts.tenant().decisions().stream()
                .filter(decision ->
                        decision.kind() == hold.kind() && decision.setId().equals(hold.setId()))
                .map(TenantSettings.Decision::approved)
                .findFirst()
                .orElse(null);
    }

    private static Finding heldBack(DeletionHold hold, Subject subject) {
        var rows = hold.kind().name().toLowerCase(Locale.ROOT);
        var examples = hold.examples().isEmpty()
                ? ""
                : " Among them: %s."
                        .formatted(String.join(
                                ", ", hold.examples().stream().limit(3).toList()));
        return finding(
                subject,
                hold.setId(),
                subject.type().title(),
                "%d of %d %s seem to have been deleted at once, which is more than the deletion limit allows.%s"
                        .formatted(hold.missing(), hold.known(), rows, examples),
                "They do not count as deleted, and all that depends on them stays as it is. This event closes if they are listed again.",
                List.of(
                        Choice.of(
                                ResolutionAction.REJECT,
                                "Keep them",
                                "They stay in Companion as they were. You are not asked again about exactly this set."),
                        Choice.of(
                                ResolutionAction.APPROVE,
                                "Approve these deletions",
                                "Exactly these count as deleted once that is confirmed. Each linked one becomes an event of its own. Nothing is deleted in GravityZone."),
                        Choices.IGNORE));
    }

    private static Finding finding(
            Subject subject,
            String fingerprint,
            String title,
            String summary,
            String consequence,
            List<Choice> choices) {
        return new Finding(
                subject.type(),
                subject.about(),
                null,
                null,
                null,
                null,
                fingerprint,
                title,
                summary,
                consequence,
                choices,
                List.of());
    }

    private static String sites(int count) {
        return count == 1 ? "1 linked site" : "%,d linked sites".formatted(count);
    }
}
