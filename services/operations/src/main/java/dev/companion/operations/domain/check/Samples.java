package dev.companion.operations.domain.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service measures, in Prometheus' format; a line of another form is left out. */
public record Samples(List<Sample> samples) {

    /** One series and its value. */
    public record Sample(String name, Map<String, String> labels, double value) {

        /** Empty if the sample has no such label. */
        public String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    public static final Samples NONE = new Samples(List.of());

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)(?: -?[0-9]+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"]*)\"");

    public Samples {
        samples = List.copyOf(samples);
    }

    public static Samples parse(String text) {
        var samples = new ArrayList<Sample>();
        text.lines().forEach(line -> {
            var parts = LINE.matcher(line);
            if (parts.matches() && parts.group(3).matches("NaN|[+-]?(Inf|[0-9.]+([eE][+-]?[0-9]+)?)")) {
                var labels = new HashMap<String, String>();
                LABEL.matcher(parts.group(2) == null ? "" : parts.group(2))
                        .results()
                        .forEach(label -> labels.put(label.group(1), label.group(2)));
                samples.add(new Sample(parts.group(1), labels, number(parts.group(3))));
            }
        });
        return new Samples(samples);
    }

    private static double number(String text) {
        return text.endsWith("Inf")
                ? text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
                : Double.parseDouble(text);
    }

    /** Those with a value. */
    public Stream<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name) && Double.isFinite(sample.value()));
    }

    /** Empty if there is none with a value. */
    public OptionalDouble sum(String name) {
        return named(name).mapToDouble(Sample::value).reduce(Double::sum);
    }
}
