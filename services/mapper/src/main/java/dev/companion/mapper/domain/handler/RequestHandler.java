package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.ApplyDefaultPackage;
import dev.companion.mapper.domain.request.Request.CancelTask;
import dev.companion.mapper.domain.request.Request.ChangeCompany;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DecideDeletions;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.Disconnect;
import dev.companion.mapper.domain.request.Request.DismissSuggestions;
import dev.companion.mapper.domain.request.Request.FindLinks;
import dev.companion.mapper.domain.request.Request.NoteSiteName;
import dev.companion.mapper.domain.request.Request.ResealSecrets;
import dev.companion.mapper.domain.request.Request.ResetTenant;
import dev.companion.mapper.domain.request.Request.RetryLinks;
import dev.companion.mapper.domain.request.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.request.Request.SaveObservation;
import dev.companion.mapper.domain.request.Request.SavePolicies;
import dev.companion.mapper.domain.request.Request.SaveRmm;
import dev.companion.mapper.domain.request.Request.SetHealing;
import dev.companion.mapper.domain.request.Request.SetPaused;
import dev.companion.mapper.domain.request.Request.SweepNow;
import dev.companion.mapper.domain.request.Request.Unusable;
import dev.companion.mapper.domain.settings.TenantSettings;
import java.time.Instant;

/**
 * Decides every request: passes it to the handler of its type. Requests are accepted whole or refused whole, except that
 * {@link CancelTask} is decided for each site.
 */
public final class RequestHandler {

    private RequestHandler() {}

    /** Decides a request that was not decided before. A reset that comes late, for example a replayed one, is refused. */
    public static Decision decide(Request request, Inventory inventory, Instant now) {
        return request.body() instanceof ResetTenant && ResetHandler.isTooOld(request, now)
                ? Decision.refused(ResetHandler.TOO_OLD)
                : decide(request, inventory);
    }

    /** The same for requests whose age does not matter. */
    public static Decision decide(Request request, Inventory inventory) {
        if (inventory.findTenant().map(TenantSettings::reset).isPresent()) {
            return Decision.refused(ResetHandler.UNDER_WAY);
        }
        return switch (request.body()) {
            case SaveGravityZone body -> new SettingsHandler(inventory, request).save(body);
            case SaveRmm body -> new SettingsHandler(inventory, request).save(body);
            case SaveDefaultPackage body -> new SettingsHandler(inventory, request).save(body);
            case SaveObservation body -> new ObservationHandler(inventory, request).save(body);
            case SweepNow _ -> new ObservationHandler(inventory, request).sweepNow();
            case FindLinks _ -> new ObservationHandler(inventory, request).findLinks();
            case SetPaused body -> new ObservationHandler(inventory, request).pause(body);
            case DecideDeletions body -> new ObservationHandler(inventory, request).decide(body);
            case SetHealing body -> new PolicyHandler(inventory, request).heal(body);
            case SavePolicies body -> new PolicyHandler(inventory, request).save(body);
            case CreateLinks body -> new LinkHandler(inventory, request).create(body);
            case RetryLinks body -> new LinkHandler(inventory, request).retry(body);
            case DeleteLinks body -> new LinkHandler(inventory, request).delete(body);
            case ApplyDefaultPackage body -> new LinkHandler(inventory, request).apply(body);
            case ChangeCompany body -> new CompanyHandler(inventory, request).change(body);
            case NoteSiteName body -> new SiteNameHandler(inventory).note(body);
            case DismissSuggestions body -> new DismissalHandler(inventory).dismiss(body);
            case CancelTask body -> new TaskHandler(inventory, request).cancel(body);
            case ResetTenant body -> new ResetHandler(inventory, request).reset(body);
            case Disconnect body -> new DisconnectHandler(inventory, request).disconnect(body);
            case ResealSecrets body -> new ResealHandler(inventory, request).reseal(body);
            case Unusable body -> Decision.refused(body.reason());
        };
    }
}
