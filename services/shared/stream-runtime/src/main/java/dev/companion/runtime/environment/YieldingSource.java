package dev.companion.runtime.environment;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * Settings that yield to every other source, even to one that is added after it: Spring adds the files that
 * {@code @PropertySource} names at the end, where they would lose against defaults that are there already.
 */
public final class YieldingSource extends EnumerablePropertySource<Map<String, Object>> {

    private final MutablePropertySources all;

    public YieldingSource(String name, Map<String, Object> settings, MutablePropertySources all) {
        super(name, Map.copyOf(settings));
        this.all = all;
    }

    @Override
    public String[] getPropertyNames() {
        return source.keySet().stream().filter(name -> !isSetLater(name)).toArray(String[]::new);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return isSetLater(name) ? null : source.get(name);
    }

    @Override
    public boolean containsProperty(String name) {
        return source.containsKey(name) && !isSetLater(name);
    }

    private boolean isSetLater(String name) {
        var sources = all.stream().toList();
        return sources.subList(sources.indexOf(this) + 1, sources.size()).stream()
                .anyMatch(later -> later.containsProperty(name));
    }
}
