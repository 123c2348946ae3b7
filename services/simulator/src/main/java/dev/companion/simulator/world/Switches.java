package dev.companion.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The profile and the values that differ from it; stored with the world, for all accounts. */
public final class Switches {

    private static final String PROFILE = "profile";

    private final World world;
    private final Table<String> values;

    Switches(World world) {
        this.world = world;
        this.values = world.table("switches", String.class);
    }

    public Profile profile() {
        return world.read(() -> values.find(PROFILE).map(Profile::valueOf).orElse(Profile.REAL));
    }

    /** Chooses a profile and drops every single value that was set before. */
    public void useProfile(Profile profile) {
        world.change(() -> {
            List.copyOf(values.byKey().keySet()).forEach(values::remove);
            values.put(PROFILE, profile.name());
        });
    }

    /** @throws IllegalArgumentException naming the switch, the value and what is expected instead */
    public void set(Switch which, String value) {
        which.check(value);
        world.change(() -> {
            values.put(which.key(), value);
        });
    }

    public void set(Switch which, long value) {
        set(which, Long.toString(value));
    }

    public String value(Switch which) {
        return world.read(() -> values.find(which.key()).orElseGet(() -> which.valueIn(profile())));
    }

    public boolean is(Switch which, String value) {
        if (!which.choices().contains(value)) {
            throw new IllegalArgumentException(which.key() + " has no value " + value);
        }
        return value(which).equals(value);
    }

    public int number(Switch which) {
        return Integer.parseInt(value(which));
    }

    /** Every switch by name with its present value. */
    public Map<String, String> all() {
        return world.read(() -> {
            var all = new TreeMap<String, String>();
            for (Switch each : Switch.values()) {
                all.put(each.key(), value(each));
            }
            return all;
        });
    }
}
