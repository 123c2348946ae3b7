package dev.companion.console.web.pages;

import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.domain.tenant.TenantSettings.DeletionDecision;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.api.HoldItem;
import dev.companion.vocabulary.ObservedKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Held deletions as the pages show them.
 *
 * @param title what is missing, in a sentence
 * @param names of some of the rows
 * @param more number of rows without a name here
 * @param button text of the approval button, with the number
 * @param decision null if there is no decision about exactly these rows
 */
public record HoldNotice(
        ObservedKind kind,
        String setId,
        String title,
        List<String> names,
        int more,
        String button,
        Instant since,
        @Nullable DeletionDecision decision) {

    static List<HoldNotice> all(TenantView tenant, TenantSettings settings, Labels labels) {
        return tenant.holds().stream()
                .map(hold -> of(hold, tenant, settings, labels))
                .toList();
    }

    private static HoldNotice of(DeletionHold hold, TenantView tenant, TenantSettings settings, Labels labels) {
        var names = HoldItem.names(hold, tenant);
        return new HoldNotice(
                hold.kind(),
                hold.setId(),
                String.format(
                        Locale.ROOT,
                        "%,d of %,d %s %s missing in %s",
                        hold.missing(),
                        hold.known(),
                        DeletionHold.noun(hold.kind(), hold.known()),
                        hold.missing() == 1 ? "is" : "are",
                        labels.source(hold.kind())),
                names,
                Math.max(0, hold.missing() - names.size()),
                String.format(Locale.ROOT, "%,d %s", hold.missing(), hold.missing() == 1 ? "deletion" : "deletions"),
                hold.since(),
                settings.decisionOn(hold).orElse(null));
    }
}
