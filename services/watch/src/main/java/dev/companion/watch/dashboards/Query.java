package dev.companion.watch.dashboards;

/**
 * One expression of a panel.
 *
 * @param expression in which {@code $on} stands for what the dashboard's variables select
 * @param legend may name labels, such as {@code {{service}}}
 */
public record Query(String expression, String legend) {

    private static final String SELECTED = "job=\"companion\",namespace=~\"$namespace\",instance=~\"$instance\"";

    public Query {
        expression = expression.replace("$on", SELECTED);
    }
}
