package dev.companion.console.web.query;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Lists as comma-separated values (RFC 4180, UTF-8), safe to open in a spreadsheet. */
public final class Csv {

    public static final String TYPE = "text/csv";
    private static final MediaType WITH_CHARSET = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private Csv() {}

    /** A response that a browser saves as a file. */
    public static <T> ResponseEntity<String> file(
            String name, List<String> header, List<T> rows, Function<T, List<@Nullable Object>> cells) {
        var text = Stream.concat(Stream.of(line(header)), rows.stream().map(row -> line(cells.apply(row))))
                .collect(Collectors.joining());
        return ResponseEntity.ok()
                .contentType(WITH_CHARSET)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text);
    }

    static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /**
     * Spreadsheets evaluate a cell that begins like a formula, and names are entered by other people: such a cell becomes
     * text by an apostrophe in front. Numbers are not text and stay as they are.
     */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        var text = value.toString();
        if (!(value instanceof Number) && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
