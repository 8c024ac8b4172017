package dev.playgate.control.dashboard;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A page that asks before something is done that cannot be taken back, or that people will notice.
 *
 * @param question the page's title
 * @param consequence what will happen
 * @param action path that the answer goes to
 * @param button what it says
 * @param back where nothing is done
 */
record Confirmation(String question, String consequence, String action, String button, String back) {

    PageAnswer ask() {
        return ask(Map.of(), Optional.empty());
    }

    /** @param hidden goes along with the answer, by name */
    PageAnswer ask(Map<String, String> hidden, Optional<Problem> problem) {
        Map<String, Object> model = new HashMap<>(Map.of("confirmation", this, "hidden", hidden));
        problem.ifPresent(present -> model.put("problem", present));
        return new PageAnswer.Shown(problem.map(Problem::status).orElse(200), "confirm", model);
    }
}
