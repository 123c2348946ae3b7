package dev.companion.console.web.pages;

import dev.companion.console.domain.site.SiteRow;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the list of sites under one heading.
 *
 * @param title null for no heading
 */
public record RowPart(@Nullable String title, List<SiteRow> rows) {

    /** @param apart whether suggestions that are only near matches stand apart from the exact ones */
    static List<RowPart> of(List<SiteRow> rows, boolean apart) {
        if (!apart) {
            return List.of(new RowPart(null, rows));
        }
        return Stream.of(
                        new RowPart(
                                "Linked before: the site variable holds the installation link of the company",
                                rows.stream().filter(SiteRow::isLinkedBefore).toList()),
                        new RowPart(
                                "Exact matches",
                                rows.stream()
                                        .filter(row -> row.isExactMatch() && !row.isLinkedBefore())
                                        .toList()),
                        new RowPart(
                                "Near matches: compare the names before you accept one",
                                rows.stream().filter(row -> !row.isAcceptable()).toList()))
                .filter(part -> !part.rows().isEmpty())
                .toList();
    }
}
