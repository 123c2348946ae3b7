package dev.companion.simulation;

import dev.companion.provisioner.domain.step.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Periods during which a vendor does not work, each of its kind and length. */
final class Weather {

    /** What is wrong with a vendor. */
    enum Kind {
        UNAVAILABLE,
        /** A page for people instead of an answer: it is unknown whether a call with an effect took effect. */
        MAINTENANCE_PAGE,
        RATE_LIMITED,
        NOT_PERMITTED
    }

    private record Spell(Vendor vendor, Kind kind, Instant from, Instant until) {}

    private final Timeline timeline;
    private final List<Spell> spells = new ArrayList<>();

    Weather(Timeline timeline, Duration trouble) {
        this.timeline = timeline;
        for (var i = timeline.upTo(4); i > 0; i--) {
            var from = Timeline.BEGIN.plus(timeline.within(trouble));
            var length = timeline.coin(0.2) ? trouble : timeline.between(Duration.ofSeconds(20), Duration.ofMinutes(5));
            var until = from.plus(length);
            spells.add(new Spell(
                    timeline.pick(List.of(Vendor.values())),
                    timeline.pick(List.of(Kind.values())),
                    from,
                    until.isBefore(timeline.troubleEnds()) ? until : timeline.troubleEnds()));
        }
    }

    List<Kind> over(Vendor vendor) {
        var now = timeline.now();
        return spells.stream()
                .filter(spell -> spell.vendor() == vendor)
                .filter(spell -> !now.isBefore(spell.from()) && now.isBefore(spell.until()))
                .map(Spell::kind)
                .toList();
    }
}
