package dev.companion.console.view;

import dev.companion.audit.AuditEntry;
import dev.companion.deletions.DeletionHold;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyChange;
import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.InstallationPackage;
import dev.companion.health.ApiHealth;
import dev.companion.links.InstallationLink;
import dev.companion.links.Link;
import dev.companion.links.LinkStatus;
import dev.companion.links.Suggestion;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.Site;
import dev.companion.rmm.User;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.Tenant;
import dev.companion.settings.TenantErasure;
import org.jspecify.annotations.Nullable;

/**
 * Applies records to the view; one method for each topic. A null value means that the entity is deleted. Called by one
 * thread, from the beginning of every topic at each start; applying a record twice changes nothing.
 */
public final class ViewFeed {

    private final ConsoleView view;

    public ViewFeed(ConsoleView view) {
        this.view = view;
    }

    public void site(String key, @Nullable Site site) {
        tenant(key).putSite(TenantKey.entityOf(key), site == null ? null : ViewRecords.site(site));
    }

    public void company(String key, @Nullable Company company) {
        tenant(key).putCompany(TenantKey.entityOf(key), company == null ? null : ViewRecords.company(company));
    }

    public void installationPackage(String key, @Nullable InstallationPackage made) {
        tenant(key).putPackageName(TenantKey.entityOf(key), made == null ? null : made.getName());
    }

    public void user(String key, @Nullable User user) {
        tenant(key).putUser(TenantKey.entityOf(key), user == null ? null : ViewRecords.user(user));
    }

    public void hold(String key, @Nullable DeletionHold hold) {
        tenant(key)
                .putHold(
                        TenantKey.entityOf(key),
                        hold == null ? null : ViewRecords.hold(hold).orElse(null));
    }

    public void tenant(String key, @Nullable Tenant tenant) {
        tenant(key)
                .putSettings(
                        tenant == null ? null : ViewRecords.settings(tenant),
                        tenant == null ? null : tenant.getReset().orElse(null));
    }

    public void erasure(String key, @Nullable TenantErasure erasure) {
        tenant(key).putErasure(TenantKey.entityOf(key), erasure == null ? null : erasure.getRequestId());
    }

    public void link(String key, @Nullable Link link) {
        tenant(key).putLink(TenantKey.entityOf(key), link == null ? null : ViewRecords.link(link));
    }

    public void status(String key, @Nullable LinkStatus status) {
        tenant(key).putStatus(TenantKey.entityOf(key), status == null ? null : ViewRecords.status(status));
    }

    public void installationLink(String key, @Nullable InstallationLink link) {
        tenant(key)
                .putInstallationLink(TenantKey.entityOf(key), link == null ? null : ViewRecords.installationLink(link));
    }

    public void suggestion(String key, @Nullable Suggestion suggestion) {
        if (suggestion != null) {
            tenant(key).activities().addMatch(TenantKey.entityOf(key), TimelineRecords.matched(suggestion));
        }
        tenant(key)
                .putSuggestion(TenantKey.entityOf(key), suggestion == null ? null : ViewRecords.suggestion(suggestion));
    }

    public void event(String key, @Nullable Discrepancy discrepancy) {
        tenant(key).putEvent(TenantKey.entityOf(key), discrepancy == null ? null : EventRecords.event(discrepancy));
    }

    public void health(String key, @Nullable ApiHealth health) {
        tenant(key).putHealth(TenantKey.entityOf(key), health == null ? null : ViewRecords.health(health));
    }

    public void request(String key, @Nullable Request request) {
        if (request != null) {
            tenant(key).putRequest(ViewRecords.request(request));
        }
    }

    public void result(String key, @Nullable RequestResult result) {
        if (result != null) {
            tenant(key).putResult(ViewRecords.result(result));
        }
    }

    public void audit(String key, @Nullable AuditEntry entry) {
        if (entry != null) {
            tenant(key).addAudit(ViewRecords.audit(entry));
        }
    }

    public void provisioned(String key, @Nullable ProvisioningChange change) {
        if (change != null) {
            var activities = tenant(key).activities();
            ViewRecords.suspension(change).ifPresent(activities::addSuspension);
            activities.addProvisioned(ViewRecords.provisioned(change));
            activities.addToTimeline(change.getSiteUid(), TimelineRecords.provisioned(change));
        }
    }

    public void rmmChange(String key, @Nullable RmmChange change) {
        if (change != null) {
            var activities = tenant(key).activities();
            TimelineRecords.seen(change).ifPresent(seen -> activities.addToTimeline(change.getEntityId(), seen));
        }
    }

    public void eventChange(String key, @Nullable DiscrepancyChange change) {
        if (change != null) {
            var activities = tenant(key).activities();
            change.getAfter()
                    .getSiteUid()
                    .ifPresent(site ->
                            TimelineRecords.decided(change).ifPresent(entry -> activities.addToTimeline(site, entry)));
        }
    }

    private TenantView tenant(String key) {
        return view.fed(TenantKey.tenantOf(key));
    }
}
