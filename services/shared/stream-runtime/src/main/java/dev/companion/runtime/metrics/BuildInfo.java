package dev.companion.runtime.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this build is: {@code companion.build.info{version}}, always 1. */
public final class BuildInfo implements MeterBinder {

    /** The build was not made by Maven, which writes the version. */
    public static final String UNKNOWN = "unknown";

    private static final String FILE = "build.properties";

    public static String version() {
        try (var file = BuildInfo.class.getResourceAsStream(FILE)) {
            if (file == null) {
                return UNKNOWN;
            }
            var properties = new Properties();
            properties.load(file);
            var version = properties.getProperty("version", UNKNOWN);
            return version.isBlank() || version.contains("{") ? UNKNOWN : version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("companion.build.info", () -> 1).tag("version", version()).register(registry);
    }
}
