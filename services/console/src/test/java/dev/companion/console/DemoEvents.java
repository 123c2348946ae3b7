package dev.companion.console;

import dev.companion.console.view.ViewFeed;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Choice;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.discrepancies.UnavailableAction;
import dev.companion.requests.Request;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** At least one event of each type to look at, and what would come of settling them. */
public final class DemoEvents {

    private static final Choice IGNORE = choice(
            Action.IGNORE,
            "Snooze",
            "Nothing is changed. It rests until the moment you give, or until the facts change.");

    private final String tenant;
    private final ViewFeed feed;
    private final Instant now;
    private final Map<String, Discrepancy> events = new LinkedHashMap<>();

    public DemoEvents(String tenant, ViewFeed feed, Instant now) {
        this.now = now;
        this.tenant = tenant;
        this.feed = feed;
    }

    public void open() {
        ofCompanies();
        ofSites();
        ofPackages();
        ofTheWhole();
    }

    private void ofCompanies() {
        event(
                DiscrepancyType.DESTINATION_CREATION,
                "site-5",
                "Donaudampfschifffahrtsgesellschaft",
                it -> it.setTitle("Company cannot be created")
                        .setSummary(
                                "“Donaudampfschifffahrtsgesellschaft” is used in another GravityZone tenant, so GravityZone"
                                        + " does not take it.")
                        .setConsequence("The site stays without a package, and its devices cannot be protected.")
                        .setChoices(List.of(
                                Choice.newBuilder(
                                                choice(
                                                        Action.CREATE,
                                                        "Create it under another name",
                                                        "The company is created with the name you give, and the site is linked to it."))
                                        .setNeedsName(true)
                                        .build(),
                                IGNORE)));
        event(
                DiscrepancyType.DESTINATION_MOVED,
                "site-2",
                "Café Ångström",
                it -> it.setTitle("Company moved out of sight")
                        .setSummary("“Café Ångström” was moved where the GravityZone key does not see it.")
                        .setConsequence(
                                "Its package still works, but nothing about the company can be changed from here.")
                        .setUnavailable(List.of(UnavailableAction.newBuilder()
                                .setAction(Action.MOVE)
                                .setBecause(
                                        "GravityZone lets nobody move a company back who cannot see it. Ask whoever moved it.")
                                .build()))
                        .setChoices(List.of(
                                Choice.newBuilder(
                                                choice(
                                                        Action.RECREATE,
                                                        "Create a company of another name",
                                                        "A new company is created below your own, and the site is linked to it."))
                                        .setNeedsName(true)
                                        .build(),
                                choice(
                                        Action.UNLINK,
                                        "Drop the link",
                                        "The site variable is removed. The company is not touched."),
                                IGNORE)));
        event(
                DiscrepancyType.DESTINATION_DELETED,
                "site-3",
                "Contoso Ltd",
                it -> it.setTitle("Company deleted")
                        .setSummary("“Contoso Ltd” no longer exists in GravityZone.")
                        .setConsequence("Devices of the site cannot be protected any more.")
                        .setState(DiscrepancyState.RESOLVING)
                        .setLastAction(Action.RECREATE)
                        .setLastActionBy("aaaa")
                        .setLastActionAt(now.minus(Duration.ofSeconds(50)))
                        .setLastActionProgress(
                                "The company was created again; its installation package is being built.")
                        .setChoices(List.of(
                                Choice.newBuilder(
                                                choice(Action.RECREATE, "Create it again", "A new company is created."))
                                        .setProposedName("Contoso Ltd")
                                        .build(),
                                IGNORE)));
        event(
                DiscrepancyType.COMPANY_SUSPENDED,
                "site-1",
                "Bäckerei Müller & Söhne GmbH",
                it -> it.setTitle("Company suspended")
                        .setSummary("“Bäckerei Müller & Söhne GmbH” is suspended, and nobody ordered that here.")
                        .setConsequence("Its agents expire, and its machines are not protected.")
                        .setState(DiscrepancyState.SNOOZED)
                        .setSnoozeReason("customer pays next week")
                        .setSnoozedUntil(now.plus(Duration.ofDays(6)))
                        .setChoices(List.of(
                                choice(
                                        Action.ACTIVATE,
                                        "Activate the company",
                                        "Its users can sign in and its agents work again."),
                                choice(Action.UNLINK, "Drop the link", "The company stays suspended."),
                                choice(
                                        Action.KEEP,
                                        "Leave it suspended",
                                        "The link stays, and you are not asked again."),
                                IGNORE)));
        event(
                DiscrepancyType.NAME_NOT_UNIQUE,
                "site-6",
                "Evergreen Logistics",
                it -> it.setTitle("Company exists already")
                        .setSummary("A company named “Evergreen Logistics” exists here and was not made for this link.")
                        .setConsequence("The site stays without a package until you say which company is meant.")
                        .setChoices(List.of(
                                choice(
                                        Action.ASSOCIATE,
                                        "Link to that company",
                                        "The site is linked to the company that is there."),
                                Choice.newBuilder(choice(
                                                Action.CREATE,
                                                "Create another one",
                                                "A company of another name is created."))
                                        .setNeedsName(true)
                                        .setProposedName("Evergreen Logistics ~104223")
                                        .build(),
                                IGNORE)));
    }

    private void ofSites() {
        event(
                DiscrepancyType.SOURCE_DELETED,
                "site-4",
                "Contoso Ltd",
                it -> it.setTitle("Linked site deleted")
                        .setSummary("“Contoso Ltd” no longer exists in Datto RMM.")
                        .setConsequence(
                                "The company stays in GravityZone and is paid for, and nothing installs from it.")
                        .setFacts("f1")
                        .setChoices(List.of(
                                choice(
                                        Action.KEEP,
                                        "Keep the company, drop the link",
                                        "The link is dropped. The company stays in GravityZone with all that is in it."),
                                Choice.newBuilder(
                                                choice(
                                                        Action.DELETE,
                                                        "Delete the company and drop the link",
                                                        "The company is deleted for good, with all that is in it. Nobody can bring it back."))
                                        .setNeedsName(true)
                                        .setDestructive(true)
                                        .build(),
                                IGNORE)));
        event(
                DiscrepancyType.SITE_RENAMED,
                "site-0",
                "Acme Dental",
                it -> it.setTitle("Site renamed")
                        .setSummary(
                                "“Acme Dental” is now called “Acme Dental Group” in Datto RMM; its company keeps the old name.")
                        .setConsequence("People look for one name and find the other.")
                        .setAssignee("aaaa")
                        .setChoices(List.of(
                                choice(
                                        Action.RENAME,
                                        "Rename the company too",
                                        "It is called “Acme Dental Group” in GravityZone."),
                                choice(
                                        Action.ALIAS,
                                        "Keep its name and remember both",
                                        "Nothing is changed in GravityZone."),
                                choice(
                                        Action.KEEP,
                                        "Keep its name",
                                        "Nothing is changed, and you are not asked again."),
                                IGNORE)));
        event(
                DiscrepancyType.SITE_OUT_OF_SCOPE,
                "od",
                "Was managed once",
                it -> it.setTitle("Site is OnDemand now")
                        .setSummary("“Was managed once” is no longer Managed in Datto RMM.")
                        .setConsequence("It stays linked, and its package can still be installed.")
                        .setLevel(PolicyLevel.OBSERVE)
                        .setChoices(List.of(
                                choice(Action.UNLINK, "Unlink it, keep the company", "The site variable is removed."),
                                choice(Action.KEEP, "Leave it linked", "Nothing is changed."),
                                IGNORE)));
    }

    private void ofPackages() {
        for (int i = 0; i < 5; i++) {
            var site = "more-" + i;
            event(
                    DiscrepancyType.ASSOCIATION_MISSING,
                    site,
                    "Zz branch " + i,
                    it -> it.setTitle("Site variable deleted")
                            .setSummary("Somebody deleted GravityZonePackageLink of this site.")
                            .setConsequence("New devices of the site are not protected.")
                            .setChoices(List.of(whole(), IGNORE)));
        }
        event(
                DiscrepancyType.PACKAGE_MISSING,
                "site-7",
                "Fabrikam Legal",
                it -> it.setTitle("Package deleted")
                        .setSummary("The installation package of this link was deleted in GravityZone.")
                        .setConsequence("Nothing can be installed from the link in the site variable.")
                        .setLastAction(Action.ASSOCIATE)
                        .setLastActionBy("bbbb")
                        .setLastActionAt(now.minus(Duration.ofHours(1)))
                        .setLastActionResult(
                                "It was tried, and it did not help: the key lacks the right to make packages.")
                        .setChoices(List.of(whole(), IGNORE)));
        event(
                DiscrepancyType.PACKAGE_LINK_CHANGED,
                "site-8",
                "Greenfield Primary School",
                it -> it.setTitle("Package link changed")
                        .setSummary("GravityZone gave the package another link than the one in the site variable.")
                        .setConsequence("The old link stops working sooner or later.")
                        .setChoices(List.of(whole(), IGNORE)));
        event(
                DiscrepancyType.OUTCOME_UNKNOWN,
                "site-9",
                "Harbour View Hotel",
                it -> it.setTitle("Call without an answer")
                        .setSummary(
                                "Whether “Harbour View Hotel” was created is not known: GravityZone did not answer.")
                        .setConsequence("Nothing more is done for the site, so that nothing is made twice.")
                        .setChoices(List.of(
                                choice(
                                        Action.RETRY,
                                        "Look again and go on",
                                        "It is looked for once more, and made if it is not there."),
                                IGNORE)));
    }

    private void ofTheWhole() {
        event(
                DiscrepancyType.CREDENTIALS_FAILING,
                null,
                null,
                it -> it.setTitle("GravityZone rejects the key")
                        .setSummary("GravityZone answers that the key ending in 1111 is not valid.")
                        .setConsequence("No link can be made or repaired until a working key is saved under Settings.")
                        .setAffectedSites(5_000)
                        .setChoices(List.of(
                                choice(Action.RETRY, "Try the key again now", "Both sides are read again."), IGNORE)));
        event(
                DiscrepancyType.QUOTA_EXHAUSTED,
                null,
                null,
                it -> it.setTitle("Datto RMM asks for pauses")
                        .setSummary("The rate limit of Datto RMM has been used up for 20 minutes, mostly by others.")
                        .setConsequence("Everything goes on, but slowly.")
                        .setAffectedSites(1_250)
                        .setLevel(PolicyLevel.OBSERVE)
                        .setChoices(List.of(IGNORE)));
        event(
                DiscrepancyType.MASS_DELETION_SUSPECTED,
                null,
                null,
                it -> it.setTitle("23 of 90 sites are missing")
                        .setSummary("The last reading of Datto RMM misses 23 of 90 sites at once.")
                        .setConsequence("They are kept as they are until somebody says whether they are gone.")
                        .setChoices(List.of(
                                choice(Action.REJECT, "Keep them", "Nothing is taken for deleted."),
                                Choice.newBuilder(choice(
                                                Action.APPROVE,
                                                "They are gone: approve 23",
                                                "Exactly these are believed."))
                                        .setDestructive(true)
                                        .build(),
                                IGNORE)));
    }

    /** What the service that owns the events would do: it takes everything, and takes its time. */
    void settle(Request request, Resolution resolution) {
        var ids = Stream.concat(Stream.of(resolution.getDiscrepancyId()), resolution.getDiscrepancyIds().stream())
                .toList();
        ids.forEach(id -> put(Discrepancy.newBuilder(after(events.get(id), request, resolution))
                .build()));
        feed.result(
                tenant + "|" + request.getRequestId(),
                RequestResult.newBuilder(Recorded.accepted(tenant, request.getRequestId(), request.getType(), Map.of()))
                        .setMetadata(request.getMetadata())
                        .setItems(ids.stream().map(this::taken).toList())
                        .build());
    }

    private RequestItem taken(String id) {
        return RequestItem.newBuilder()
                .setSiteUid(events.get(id).getSiteUid().orElse(""))
                .setAccepted(true)
                .setDiscrepancyId(id)
                .build();
    }

    private Discrepancy after(Discrepancy event, Request request, Resolution resolution) {
        var next = Discrepancy.newBuilder(event);
        switch (resolution.getAction()) {
            case ASSIGN -> next.setAssignee(resolution.getAssignee().orElse(null));
            case RECHECK -> {}
            case IGNORE ->
                next.setState(DiscrepancyState.SNOOZED)
                        .setSnoozeReason(resolution.getReason().orElse(null))
                        .setSnoozedUntil(resolution.getUntil().orElse(null));
            default ->
                next.setState(DiscrepancyState.RESOLVING)
                        .setLastAction(resolution.getAction())
                        .setLastActionBy(request.getRequestedBy())
                        .setLastActionAt(now)
                        .setLastActionProgress("Ordered; its turn has not come yet.");
        }
        return next.build();
    }

    private void event(DiscrepancyType type, String siteUid, String name, UnaryOperator<Discrepancy.Builder> words) {
        var id = type.name().toLowerCase(java.util.Locale.ROOT) + (siteUid == null ? "" : "-" + siteUid);
        var builder = Discrepancy.newBuilder(
                        Recorded.event(tenant, id, type, DiscrepancyState.OPEN, siteUid == null ? "" : siteUid))
                .setSiteUid(siteUid)
                .setSiteName(siteUid == null ? null : name)
                .setCompanyId(siteUid == null ? null : "c-1")
                .setCompanyName(siteUid == null ? null : name)
                .setAffectedSites(siteUid == null ? 0 : 1)
                .setLevel(PolicyLevel.SUGGEST)
                .setOpenedAt(now.minus(Duration.ofMinutes(7L + 19L * events.size())));
        var event = words.apply(builder);
        put(event.setActions(event.getChoices().stream().map(Choice::getAction).toList())
                .build());
    }

    private void put(Discrepancy event) {
        events.put(event.getDiscrepancyId(), event);
        feed.event(tenant + "|" + event.getDiscrepancyId(), event);
    }

    private static Choice whole() {
        return choice(Action.ASSOCIATE, "Put it right", "What is missing is made again and read back.");
    }

    private static Choice choice(Action action, String label, String effect) {
        return Choice.newBuilder()
                .setAction(action)
                .setLabel(label)
                .setEffect(effect)
                .build();
    }
}
