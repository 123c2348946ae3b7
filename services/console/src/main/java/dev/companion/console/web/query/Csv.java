package dev.companion.console.web.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Lists as comma-separated values (RFC 4180), safe to open in a spreadsheet: UTF-8 with a byte order mark, every text
 * quoted, and no text that a spreadsheet takes for a formula.
 */
public final class Csv {

    public static final String TYPE = "text/csv";

    /** Without it, spreadsheets read the file in the code page of the computer. */
    static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final MediaType WITH_CHARSET = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.NON_NUMERIC).get();

    private Csv() {}

    /** A response that a browser saves as a file. */
    public static <T> ResponseEntity<String> file(
            String name, List<String> header, List<T> rows, Function<T, List<@Nullable Object>> cells) {
        return ResponseEntity.ok()
                .contentType(WITH_CHARSET)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text(header, rows, cells));
    }

    static <T> String text(List<String> header, List<T> rows, Function<T, List<@Nullable Object>> cells) {
        var text = new StringBuilder().append(BYTE_ORDER_MARK);
        try (var printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(header);
            for (var row : rows) {
                printer.printRecord(cells.apply(row).stream().map(Csv::cell));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return text.toString();
    }

    /** Numbers stay as they are; everything else is text. */
    private static @Nullable Object cell(@Nullable Object value) {
        return value == null || value instanceof Number ? value : SpreadsheetText.of(value.toString());
    }
}
