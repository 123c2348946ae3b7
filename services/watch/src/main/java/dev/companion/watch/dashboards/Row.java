package dev.companion.watch.dashboards;

import java.util.List;

/** @param collapsed whether its panels are hidden until a person opens it */
public record Row(String title, boolean collapsed, List<Panel> panels) {

    static Row of(String title, Panel... panels) {
        return new Row(title, false, List.of(panels));
    }

    static Row collapsed(String title, Panel... panels) {
        return new Row(title, true, List.of(panels));
    }
}
