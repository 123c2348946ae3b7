package dev.companion.poller.domain.sweep;

import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A vendor's list that changes at any moment and is read by offset, without a snapshot: the world of the properties.
 * Every value ever given is numbered, and the number is in the name, so that a step back would show.
 */
final class SimulatedList {

    /** In which order the vendor happens to list. */
    enum Order {
        INSERTION,
        NEWEST_FIRST,
        ID,
        NAME
    }

    /** What the vendor says of the number of rows. */
    enum Totals {
        NEVER,
        FIRST_PAGE,
        EVERY_PAGE
    }

    private record Entity(Site site, boolean hidden, long born) {
        String id() {
            return site.id();
        }
    }

    final int pageSize;
    final Order order;
    final Totals totals;
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, Entity> removed = new HashMap<>();
    private final Map<String, Instant> lastUnborn = new HashMap<>();
    private List<Entity> sorted;
    private long versions;
    /** Whether rows may vanish from the sight of the key and yet be there. */
    boolean hiding = true;

    SimulatedList(int pageSize, Order order, Totals totals) {
        this.pageSize = pageSize;
        this.order = order;
        this.totals = totals;
    }

    static SimulatedList random(Random random) {
        return random(random, List.of(Totals.values()));
    }

    static SimulatedList random(Random random, List<Totals> totals) {
        return new SimulatedList(
                1 + random.nextInt(6),
                Order.values()[random.nextInt(Order.values().length)],
                totals.get(random.nextInt(totals.size())));
    }

    void add(String id, Instant now) {
        lastUnborn.put(id, now);
        put(id, Site.Scope.MANAGED, false, versions + 1);
    }

    void remove(String id) {
        removed.put(id, entities.remove(id));
        sorted = null;
    }

    /** Brings a removed row back as it was. */
    void restore(String id, Instant now) {
        lastUnborn.put(id, now);
        entities.put(id, removed.remove(id));
        sorted = null;
    }

    static String anyId(Random random) {
        return "id-%03d".formatted(random.nextInt(90));
    }

    void rename(String id) {
        replace(id, entities.get(id).site().scope(), entities.get(id).hidden());
    }

    void hide(String id, boolean hidden) {
        replace(id, entities.get(id).site().scope(), hidden);
    }

    /** One change at random, or none; ids come back now and then. */
    void change(Random random, Instant now) {
        var alive = List.copyOf(entities.keySet());
        var dice = random.nextInt(100);
        if (dice < 35 || alive.isEmpty()) {
            var id = anyId(random);
            if (removed.containsKey(id) && random.nextBoolean()) {
                restore(id, now);
            } else if (!entities.containsKey(id)) {
                removed.remove(id);
                add(id, now);
            }
            return;
        }
        var id = alive.get(random.nextInt(alive.size()));
        if (dice < 62) {
            remove(id);
        } else if (dice < 85) {
            rename(id);
        } else if (dice < 93) {
            var scopes = Site.Scope.values();
            replace(id, scopes[random.nextInt(scopes.length)], entities.get(id).hidden());
        } else if (hiding) {
            hide(id, dice < 97);
        }
    }

    /** The same rows as another list has. */
    void takeOver(SimulatedList other) {
        entities.clear();
        entities.putAll(other.entities);
        lastUnborn.putAll(other.lastUnborn);
        versions = other.versions;
        sorted = null;
    }

    void showAll() {
        List.copyOf(entities.values()).stream().filter(Entity::hidden).forEach(entity -> hide(entity.id(), false));
    }

    boolean exists(String id) {
        return entities.containsKey(id);
    }

    boolean existedThroughout(String id, Instant start) {
        return exists(id) && lastUnborn.get(id).isBefore(start);
    }

    /** What a perfect observer would have published: every row that ever said what scope it has. */
    Map<String, Site> visible() {
        var visible = new HashMap<String, Site>();
        entities.values().stream().filter(e -> !e.hidden()).forEach(e -> visible.put(e.id(), e.site()));
        return visible;
    }

    int size() {
        return visible().size();
    }

    SweptPage<Site> page(int index) {
        var all = sorted();
        var start = Math.min(index * pageSize, all.size());
        var end = Math.min(start + pageSize, all.size());
        var rows = new ArrayList<Listed<Site>>();
        all.subList(start, end).forEach(e -> rows.add(new Listed<>(e.id(), e.site())));
        var withTotal = totals == Totals.EVERY_PAGE || (totals == Totals.FIRST_PAGE && index == 0);
        return new SweptPage<>(rows, end == all.size(), withTotal ? (long) all.size() : null, true);
    }

    PointRead<Site> row(String id) {
        var entity = entities.get(id);
        if (entity == null) {
            return new PointRead.NotThere<>();
        }
        return entity.hidden() ? new PointRead.NotVisible<>() : new PointRead.There<>(entity.site());
    }

    private List<Entity> sorted() {
        if (sorted == null) {
            sorted = sort();
        }
        return sorted;
    }

    private List<Entity> sort() {
        var rows = new ArrayList<>(
                entities.values().stream().filter(e -> !e.hidden()).toList());
        switch (order) {
            case INSERTION -> rows.sort(Comparator.comparing(Entity::born));
            case NEWEST_FIRST -> rows.sort(Comparator.comparing(Entity::born).reversed());
            case ID -> rows.sort(Comparator.comparing(Entity::id));
            case NAME -> rows.sort(Comparator.comparing(e -> e.site().name()));
        }
        return Collections.unmodifiableList(rows);
    }

    private void replace(String id, Site.Scope scope, boolean hidden) {
        put(id, scope, hidden, entities.get(id).born());
    }

    /** Every value gets a number of its own, scattered in the name, so that a renamed row moves in a list by name. */
    private void put(String id, Site.Scope scope, boolean hidden, long born) {
        versions++;
        var name = "%03d-%06d".formatted(versions * 7919 % 1000, versions);
        entities.put(id, new Entity(new Site(id, null, name, null, scope, null, null), hidden, born));
        sorted = null;
    }

    static long versionOf(Site site) {
        return Long.parseLong(site.name().substring(4));
    }
}
