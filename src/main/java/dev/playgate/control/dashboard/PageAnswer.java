package dev.playgate.control.dashboard;

import java.util.Map;

/** What the work for a page comes to. */
sealed interface PageAnswer {

    /**
     * A page is shown.
     *
     * @param template its name
     * @param model what it shows
     */
    record Shown(int status, String template, Map<String, Object> model) implements PageAnswer {

        public Shown {
            model = Map.copyOf(model);
        }
    }

    /**
     * The browser is sent to another page.
     *
     * @param path a page of the dashboard
     */
    record Moved(String path) implements PageAnswer {}

    static PageAnswer shown(String template, Map<String, Object> model) {
        return new Shown(200, template, model);
    }
}
