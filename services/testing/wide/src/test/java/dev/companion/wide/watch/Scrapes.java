package dev.companion.wide.watch;

import dev.companion.stack.Http;
import dev.companion.stack.Ports;
import dev.companion.stack.SplitStack.Jvm;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a scrape of a whole stack costs, by service. */
final class Scrapes {

    private static final Pattern SERVICE = Pattern.compile("[{,]service=\"([^\"]*)\"");

    /** @param bytes of the lines, without their comments */
    record Size(int series, int bytes) {

        Size plus(Size other) {
            return new Size(series + other.series, bytes + other.bytes);
        }
    }

    private Scrapes() {}

    /** By service, or by process for what has none; both provisioners apart. */
    static Map<String, Size> of(WatchedStack stack) {
        var sizes = new TreeMap<String, Size>();
        for (var jvm : WatchedStack.SCRAPED) {
            new Http(stack.stack().ports(jvm).url(Ports.MANAGEMENT))
                    .send("GET", "/actuator/prometheus", null, Map.of())
                    .expect(200)
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> sizes.merge(whose(jvm, line), new Size(1, line.length() + 1), Size::plus));
        }
        return sizes;
    }

    private static String whose(Jvm jvm, String line) {
        var service = SERVICE.matcher(line);
        var name = service.find() ? service.group(1) : "the process itself";
        return jvm == Jvm.SERVICES ? name : name + " of " + jvm.said();
    }

    static void print(String when, Map<String, Size> sizes) {
        System.out.println("| scrape " + when + " | series | bytes |\n|---|---|---|");
        sizes.forEach((whose, size) -> System.out.printf("| %s | %d | %d |%n", whose, size.series(), size.bytes()));
    }
}
