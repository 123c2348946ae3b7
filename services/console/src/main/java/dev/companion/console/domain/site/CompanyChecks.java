package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a decision about a company can be carried out, as far as the view knows. The mapper checks again on
 * its own facts, and the provisioner on fresh facts before it calls GravityZone.
 */
public final class CompanyChecks {

    private final LinkFacts facts;

    public CompanyChecks(LinkFacts facts) {
        this.facts = facts;
    }

    /** Why the decision cannot be carried out, in a sentence that says what to do; empty if it can. */
    public Optional<String> objection(CompanyOrder order) {
        return objection(order.action(), order.companyId()).or(() -> {
            var company = facts.companyById(order.companyId());
            if (company == null) {
                return Optional.empty();
            }
            return switch (order.action()) {
                case MOVE -> objectionToPlace(company, order.parentId());
                case DELETE -> objectionToDeletion(company, order);
                case SUSPEND, ACTIVATE, RENAME, COUNT, UNKNOWN -> Optional.empty();
            };
        });
    }

    /** Why the action is not possible for the company now, whatever its parameters; empty if it is. */
    public Optional<String> objection(CompanyAction action, String companyId) {
        var company = facts.companyById(companyId);
        if (company == null) {
            return Optional.of("The company does not exist, or the GravityZone API key cannot see it.");
        }
        return action == CompanyAction.UNKNOWN
                ? Optional.of("This action is not available.")
                : objectionToUse(company, action);
    }

    /**
     * Whether the company is suspended, as far as is known; empty if GravityZone does not report it. An action that was
     * carried out here counts until the company is read again. No request is refused because of it, since it may be
     * outdated.
     */
    public Optional<Boolean> suspended(Company company) {
        var here = facts.lastSuspension(company.id());
        return here != null && here.at().isAfter(company.observedAt())
                ? Optional.of(here.suspended())
                : Optional.ofNullable(company.suspended());
    }

    /** Allows only the company of a link: no other company in GravityZone is ever changed. */
    private Optional<String> objectionToUse(Company company, CompanyAction action) {
        var siteUid = facts.siteLinkedTo(company.id());
        var link = siteUid == null ? null : facts.link(siteUid);
        if (siteUid == null || link == null) {
            return Optional.of("%s is not linked to a site. Only companies of linked sites can be changed here."
                    .formatted(company.name()));
        }
        // Deleting removes the link first, and may have to be requested again after that.
        if (!link.present() && action != CompanyAction.DELETE) {
            return Optional.of("%s is being unlinked from %s. Wait until that is done."
                    .formatted(company.name(), nameOf(siteUid, link)));
        }
        var status = facts.status(siteUid);
        if (action == CompanyAction.COUNT && isInProgress(link, status)) {
            return Optional.of("Work on %s is in progress. Wait until it is done.".formatted(nameOf(siteUid, link)));
        }
        if (action == CompanyAction.COUNT && facts.hasUndecidedChange(siteUid)) {
            return Optional.of(
                    "A request about %s is not decided yet. Wait until it is.".formatted(nameOf(siteUid, link)));
        }
        return status != null && company.id().equals(status.companyId())
                ? Optional.empty()
                : Optional.of("%s is still being linked to %s. Wait until that is done."
                        .formatted(company.name(), nameOf(siteUid, link)));
    }

    /** A count would take the place of the decision or change that is in progress; another count is no reason to wait. */
    private static boolean isInProgress(Link link, @Nullable LinkStatus status) {
        return link.companyAction() != CompanyAction.COUNT
                && status != null
                && (!status.describes(link)
                        || status.phase() == LinkStatus.Phase.WORKING
                        || status.companyOrder()
                                .filter(order ->
                                        order.status() != Condition.Status.TRUE && order.continuesAutomatically())
                                .isPresent());
    }

    private Optional<String> objectionToPlace(Company company, @Nullable String parentId) {
        if (parentId == null) {
            return Optional.of("Choose the company or company folder to move %s to.".formatted(company.name()));
        }
        if (parentId.equals(company.id())) {
            return Optional.of("A company cannot be moved under itself.");
        }
        if (parentId.equals(company.parentId())) {
            return Optional.of("%s is already there.".formatted(company.name()));
        }
        var parent = facts.companyById(parentId);
        return parent != null && parent.type() == Company.Type.CUSTOMER
                ? Optional.of(
                        "%s is a customer company. A company can only be moved under a partner company or a folder."
                                .formatted(parent.name()))
                : Optional.empty();
    }

    private static Optional<String> objectionToDeletion(Company company, CompanyOrder order) {
        var typed = order.name();
        if (typed == null || !new CompanyName(company.name()).equals(new CompanyName(typed))) {
            return Optional.of("The name does not match. Type %s exactly as shown.".formatted(company.name()));
        }
        var endpoints = order.endpoints();
        return endpoints == null || endpoints < 0
                ? Optional.of(
                        "The number of machines with an agent that was shown is missing. Count them and decide again.")
                : Optional.empty();
    }

    private String nameOf(String siteUid, Link link) {
        var site = facts.site(siteUid);
        return site == null ? link.siteName() : site.name();
    }
}
