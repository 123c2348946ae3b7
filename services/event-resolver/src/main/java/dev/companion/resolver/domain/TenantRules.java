package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.Assessment.holds;
import static dev.companion.resolver.domain.Assessment.not;

import dev.companion.resolver.domain.Assessment.Holds;
import dev.companion.resolver.domain.Assessment.HoldsNot;
import dev.companion.resolver.domain.Assessment.Unclear;
import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Health.State;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantFacts.Vendor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What concerns a whole tenant: one cause is told once, however many sites it hits. */
final class TenantRules {

    private TenantRules() {}

    /** The vendor rejects the key, or says that it lacks a right. */
    static Assessment credentials(TenantFacts facts, Vendor vendor, Patience patience) {
        var subject = new Subject(DiscrepancyType.CREDENTIALS_FAILING, vendor.name());
        var ofVendor = of(facts, vendor);
        var rejected = ofVendor.stream()
                .filter(health -> health.rejected() && !isOutdated(health, ofVendor))
                .min(Comparator.comparing(Health::since))
                .orElse(null);
        if (rejected != null) {
            return new Holds(
                    keyFails(facts, vendor, rejected, subject), rejected.since().plus(patience.credentials()));
        }
        return settled(subject, ofVendor, patience.credentials(), vendor.words() + " accepts the key.");
    }

    /** Both services use one key: that it is accepted is newer than that it was rejected, if seldom told by both at once. */
    private static boolean isOutdated(Health rejected, List<Health> ofVendor) {
        return rejected.state() == State.CREDENTIALS_REJECTED
                && ofVendor.stream()
                        .anyMatch(other ->
                                other.state() == State.OK && other.since().isAfter(rejected.since()));
    }

    private static Finding keyFails(TenantFacts facts, Vendor vendor, Health rejected, Subject subject) {
        var key = rejected.state() == State.CREDENTIALS_REJECTED;
        return new Finding(
                subject.type(),
                subject.about(),
                null,
                null,
                null,
                null,
                rejected.state().name(),
                "%s %s".formatted(vendor.words(), key ? "rejects the key" : "says that the key lacks a right"),
                key
                        ? "%s rejects the key that is saved in the settings: it was revoked, or belongs to another region."
                                .formatted(vendor.words())
                        : "%s refuses calls because the key lacks a right%s"
                                .formatted(vendor.words(), rejected.detail() == null ? "." : ": " + rejected.detail()),
                "Nothing is read from %s and nothing is changed there. %s stay as they are, and go on by themselves once the key works."
                        .formatted(vendor.words(), sites(facts.linkedSites())),
                List.of(
                        Choices.retry(
                                "The key is tried now. Save another in the settings if it stays rejected; then this closes by itself."),
                        Choices.IGNORE),
                List.of());
    }

    /** The vendor has had no room for our calls for a while. */
    static Assessment quota(TenantFacts facts, Vendor vendor, Patience patience) {
        var subject = new Subject(DiscrepancyType.QUOTA_EXHAUSTED, vendor.name());
        var ofVendor = of(facts, vendor);
        var tight = ofVendor.stream()
                .filter(health -> health.state() == State.THROTTLED)
                .min(Comparator.comparing(Health::since))
                .orElse(null);
        if (tight != null) {
            return new Holds(
                    usedUp(facts, vendor, tight, subject), tight.since().plus(patience.quota()));
        }
        return settled(subject, ofVendor, patience.quota(), vendor.words() + " takes calls again.");
    }

    private static Finding usedUp(TenantFacts facts, Vendor vendor, Health tight, Subject subject) {
        var counted = tight.quotaUsed() == null || tight.quotaLimit() == null
                ? ""
                : " It counted %d of %d calls.".formatted(tight.quotaUsed(), tight.quotaLimit());
        return new Finding(
                subject.type(),
                subject.about(),
                null,
                null,
                null,
                null,
                "tight",
                "Quota of %s is used up".formatted(vendor.words()),
                "%s takes no more calls for the moment, because the account's quota is used up.%s"
                        .formatted(vendor.words(), counted),
                "Everything goes on by itself, but slowly: changes for %s reach %s late. Companion uses a share of the quota only, so look for other programs that use the same account."
                        .formatted(sites(facts.linkedSites()), vendor.words()),
                List.of(Choices.IGNORE),
                List.of());
    }

    /** Good news counts when everybody who knows has been well for a while; who is merely held up knows nothing. */
    private static Assessment settled(
            Subject subject, List<Health> ofVendor, java.time.Duration patience, String because) {
        var newest = ofVendor.stream()
                .filter(health -> health.state() == State.OK)
                .map(Health::since)
                .max(Comparator.naturalOrder());
        return newest.isEmpty() && !ofVendor.isEmpty()
                ? new Unclear(subject)
                : new HoldsNot(
                        subject,
                        because,
                        newest.orElse(Instant.MIN).equals(Instant.MIN)
                                ? Instant.MIN
                                : newest.get().plus(patience));
    }

    private static List<Health> of(TenantFacts facts, Vendor vendor) {
        return facts.health().stream().filter(each -> each.vendor() == vendor).toList();
    }

    /** Rows of a list seem to be gone, and are too many to be believed. */
    static Assessment massDeletion(TenantFacts facts, String list) {
        var subject = new Subject(DiscrepancyType.MASS_DELETION_SUSPECTED, list);
        var hold = facts.holds().stream()
                .filter(each -> each.list().equals(list))
                .findFirst()
                .orElse(null);
        if (hold == null) {
            return not(subject, "Nothing is held back any more: the rows returned, or their deletion was approved.");
        }
        var verdict = verdict(facts, hold);
        if (verdict != null) {
            return verdict
                    ? new Unclear(subject)
                    : not(subject, "These deletions were turned down, and the rows stay as they were.");
        }
        return holds(heldBack(hold, subject));
    }

    private static @Nullable Boolean verdict(TenantFacts facts, Hold hold) {
        return facts.tenant().decisions().stream()
                .filter(decision ->
                        decision.list().equals(hold.list()) && Objects.equals(decision.setId(), hold.setId()))
                .map(TenantView.Decision::approved)
                .findFirst()
                .orElse(null);
    }

    private static Finding heldBack(Hold hold, Subject subject) {
        var rows = hold.list().toLowerCase(Locale.ROOT);
        var examples = hold.examples().isEmpty()
                ? ""
                : " Among them: %s."
                        .formatted(String.join(
                                ", ", hold.examples().stream().limit(3).toList()));
        return new Finding(
                subject.type(),
                subject.about(),
                null,
                null,
                null,
                null,
                hold.setId(),
                "Many deletions at once",
                "%d of %d %s seem to have been deleted at once, which is more than is believed without you.%s"
                        .formatted(hold.missing(), hold.known(), rows, examples),
                "None of them is taken for deleted: all that depends on them stays as it is. If they return, this closes by itself.",
                List.of(
                        Choice.of(
                                Action.REJECT,
                                "Keep them",
                                "They stay here as they were, and you are not asked about exactly these again."),
                        Choice.of(
                                Action.APPROVE,
                                "Believe exactly these deletions",
                                "Exactly these are taken for deleted once that is confirmed. Each that is linked becomes an event of its own; nothing is deleted in GravityZone."),
                        Choices.IGNORE),
                List.of());
    }

    private static String sites(int count) {
        return count == 1 ? "1 linked site" : "%,d linked sites".formatted(count);
    }
}
